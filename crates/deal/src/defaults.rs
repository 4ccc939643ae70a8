//! The values of fields that are left out, and when values need not be written.

pub(crate) fn hundred() -> f64 {
    100.0
}

pub(crate) fn one() -> f64 {
    1.0
}

pub(crate) fn twelve() -> u32 {
    12
}

pub(crate) fn yes() -> bool {
    true
}

pub(crate) fn is_hundred(value: &f64) -> bool {
    *value == 100.0
}

pub(crate) fn is_zero(value: &f64) -> bool {
    *value == 0.0
}

pub(crate) fn is_signed_zero(value: &i32) -> bool {
    *value == 0
}

pub(crate) fn is_unsigned_zero(value: &u32) -> bool {
    *value == 0
}

pub(crate) fn persons() -> f64 {
    2.4
}

pub(crate) fn is_persons(value: &f64) -> bool {
    *value == persons()
}

pub(crate) fn is_false(value: &bool) -> bool {
    !value
}
