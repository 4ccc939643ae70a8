//! Starts the page.

use common_ground::app::App;
use common_ground::browser::screen;

fn main() {
    yew::set_custom_panic_hook(Box::new(screen::note_panic));
    if let Some(place) = screen::place_of_the_page() {
        yew::Renderer::<App>::with_root(place).render();
    }
}
