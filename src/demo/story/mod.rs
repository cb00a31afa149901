//! The worked example as a story: who does what when. All names and figures are invented; times are local to Kiel.

mod cast;
mod elmshorn;
mod hansewerk;
mod nordlicht;
mod papers;
mod stage;

use crate::app::App;

/// Tells the whole story; afterwards it is the evening before the demo begins.
///
/// # Errors
/// When an act is refused or the database fails.
pub async fn tell(app: &App) -> anyhow::Result<()> {
    let firm = cast::enter(app).await?;
    nordlicht::tell(app, &firm).await?;
    hansewerk::tell(app, &firm).await?;
    elmshorn::tell(app, &firm).await?;
    // What is still in the outbox goes out.
    stage::deliver_mail(app).await
}
