//! The time, and unique names.

use js_sys::{Date, Math};

/// The time now, in milliseconds since 1970; zero in the tests on this machine, which have no browser.
#[must_use]
pub fn moment() -> u64 {
    if cfg!(target_arch = "wasm32") { Date::now() as u64 } else { 0 }
}

/// The time now, as `2026-11-27T18:30:00.000Z`.
#[must_use]
pub fn now() -> String {
    String::from(Date::new_0().to_iso_string())
}

/// A time in the user's own clock: "27/11/2026, 18:30".
#[must_use]
pub fn local(time: &str) -> String {
    let date = Date::new(&time.into());
    String::from(date.to_locale_string("en-GB", &wasm_bindgen::JsValue::UNDEFINED))
}

/// The minutes from one time to another.
#[must_use]
pub fn minutes_between(from: &str, to: &str) -> f64 {
    (Date::parse(to) - Date::parse(from)) / 60_000.0
}

/// A name unique to this tab or deal.
#[must_use]
pub fn fresh_name() -> String {
    format!("{:x}-{:x}", Date::now() as u64, (Math::random() * 4_294_967_296.0) as u64)
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
