use crate::web::Routes;

/// The room's routes.
pub fn routes() -> Routes {
    Routes::default()
}
