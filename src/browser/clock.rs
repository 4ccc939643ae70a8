//! The time, and unique names.

use js_sys::{Date, Math};
use wasm_bindgen::JsValue;

/// The time now, in milliseconds since 1970; zero in the tests on this machine, which have no browser.
#[must_use]
pub fn moment() -> u64 {
    if cfg!(target_arch = "wasm32") { Date::now() as u64 } else { 0 }
}

/// A time in the user's own clock: "27/11/2026, 18:30".
#[must_use]
pub fn local(time: u64) -> String {
    let date = Date::new(&JsValue::from_f64(time as f64));
    String::from(date.to_locale_string("en-GB", &JsValue::UNDEFINED))
}

/// A number that no other tab begins with.
#[must_use]
pub fn seed() -> u64 {
    let half = || (Math::random() * 4_294_967_296.0) as u64;
    (half() << 32) ^ half() ^ (Date::now() as u64)
}

/// A stopwatch.
pub struct Stopwatch(f64);

impl Stopwatch {
    /// Starts it.
    #[must_use]
    pub fn start() -> Self {
        Self(Date::now())
    }

    /// The milliseconds since the start.
    #[must_use]
    pub fn milliseconds(&self) -> f64 {
        Self::start().0 - self.0
    }
}
