//! New files in these folders must trigger a rebuild: they are embedded.
fn main() {
    for folder in ["migrations", "locales", "templates", "static"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
