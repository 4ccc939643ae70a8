//! Common Ground: the page.
