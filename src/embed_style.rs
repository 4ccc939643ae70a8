//! How the page looks where another page embeds it: compact, in the host's accent and scheme, open to changes or not. It stands
//! in the address beside the deal: `#embed=yes&theme=dark&readonly=yes&accent=7b1e4b`.
//!
//! A host may set accent, ground, font and corners. What means something keeps its colour, and a colour that could not be read is
//! refused for our own.

use crate::link::value_of;

/// A scheme of light and dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Scheme {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// Its name in the address.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    const fn tokens(self) -> Tokens {
        match self {
            Self::Light => LIGHT,
            Self::Dark => DARK,
        }
    }
}

/// A colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    /// Reads `7b1e4b` or `#7b1e4b`, or the short form of three digits.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let digits: Vec<u8> = text.trim_start_matches('#').chars().map(hex).collect::<Option<_>>()?;
        match digits[..] {
            [r, g, b] => Some(Self([r * 17, g * 17, b * 17])),
            [r, rr, g, gg, b, bb] => Some(Self([r * 16 + rr, g * 16 + gg, b * 16 + bb])),
            _ => None,
        }
    }

    /// Six digits.
    #[must_use]
    pub fn written(self) -> String {
        self.0.iter().map(|part| format!("{part:02x}")).collect()
    }

    /// Relative luminance, by WCAG 2.2.
    fn luminance(self) -> f64 {
        let part = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(part);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The ratio of contrast with another colour, by WCAG 2.2: 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

fn hex(digit: char) -> Option<u8> {
    digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// The tokens of the stylesheet that a host's colours must be read against.
struct Tokens {
    surface: Colour,
    ink: Colour,
    ink_3: Colour,
    control: Colour,
    accent: Colour,
    accent_ink: Colour,
}

const LIGHT: Tokens = Tokens {
    surface: Colour([0xff, 0xff, 0xff]),
    ink: Colour([0x1b, 0x21, 0x1f]),
    ink_3: Colour([0x5f, 0x67, 0x63]),
    control: Colour([0x76, 0x7d, 0x79]),
    accent: Colour([0x1d, 0x4f, 0x5c]),
    accent_ink: Colour([0xff, 0xff, 0xff]),
};

const DARK: Tokens = Tokens {
    surface: Colour([0x1a, 0x20, 0x23]),
    ink: Colour([0xee, 0xf1, 0xee]),
    ink_3: Colour([0xa3, 0xad, 0xa8]),
    control: Colour([0x8c, 0x97, 0x92]),
    accent: Colour([0x7c, 0xc4, 0xd3]),
    accent_ink: Colour([0x0c, 0x1a, 0x1e]),
};

/// The least contrast of text, and of lines and controls.
const TEXT: f64 = 4.5;
const LINES: f64 = 3.0;

/// The most that corners may be rounded by, in pixels.
const MOST_RADIUS: u32 = 24;

/// How the page looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Whether another page embeds it, so that it is compact and reports its height.
    pub is_embedded: bool,
    /// Whether values are shown as text and cannot be changed.
    pub is_readonly: bool,
    /// The scheme; without one the reader's own.
    pub scheme: Option<Scheme>,
    /// The colour of links and of the main button.
    pub accent: Option<Colour>,
    /// What is written on it; without one, black or white.
    pub accent_ink: Option<Colour>,
    /// The colour behind everything.
    pub ground: Option<Colour>,
    /// By how much corners are rounded, in pixels.
    pub radius: Option<u32>,
    /// Families of type, as a stylesheet lists them.
    pub font: Option<String>,
}

/// A colour of the host that cannot be read, and in which scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The accent.
    Accent(Scheme),
    /// The ground.
    Ground(Scheme),
}

impl Look {
    /// Reads it from what stands behind `#`. What is not understood is left out.
    #[must_use]
    pub fn read(fragment: &str) -> Self {
        let is = |name| value_of(fragment, name) == Some("yes");
        let colour = |name| value_of(fragment, name).and_then(Colour::read);
        let scheme = value_of(fragment, "theme");
        Self {
            is_embedded: is("embed"),
            is_readonly: is("readonly"),
            scheme: Scheme::ALL.into_iter().find(|own| scheme == Some(own.name())),
            accent: colour("accent"),
            accent_ink: colour("accent-ink"),
            ground: colour("ground"),
            radius: value_of(fragment, "radius")
                .and_then(|text| text.parse().ok())
                .map(|size: u32| size.min(MOST_RADIUS)),
            font: value_of(fragment, "font").and_then(read_font),
        }
    }

    /// What a host has set beside what the page is for, by the names of the element's attributes, which the address shares.
    #[must_use]
    pub fn attributes(&self) -> Vec<(&'static str, String)> {
        let colour = |colour: Option<Colour>| colour.map(Colour::written);
        let parts = [
            ("theme", self.scheme.map(|scheme| scheme.name().to_owned())),
            ("accent", colour(self.accent)),
            ("accent-ink", colour(self.accent_ink)),
            ("ground", colour(self.ground)),
            ("radius", self.radius.map(|size| size.to_string())),
            ("font", self.font.clone()),
        ];
        parts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// Writes it for behind `#`; nothing for the page as it comes.
    #[must_use]
    pub fn written(&self) -> String {
        let is = [("embed", self.is_embedded), ("readonly", self.is_readonly)];
        let is = is.into_iter().filter(|(_, is)| *is).map(|(name, _)| format!("{name}=yes"));
        let set = self.attributes().into_iter().map(|(name, value)| format!("{name}={}", value.replace(' ', "+")));
        is.chain(set).collect::<Vec<_>>().join("&")
    }

    fn schemes(&self) -> Vec<Scheme> {
        self.scheme.map_or_else(|| Scheme::ALL.to_vec(), |scheme| vec![scheme])
    }

    /// The accent in a scheme with what is written on it, where both can be read.
    fn accent_in(&self, scheme: Scheme) -> Option<(Colour, Colour)> {
        let (accent, tokens) = (self.accent?, scheme.tokens());
        let ink = self.accent_ink.unwrap_or_else(|| {
            let (one, other) = (LIGHT.accent_ink, LIGHT.ink);
            if accent.contrast(one) >= accent.contrast(other) { one } else { other }
        });
        (accent.contrast(tokens.surface) >= TEXT && accent.contrast(ink) >= TEXT).then_some((accent, ink))
    }

    /// The ground in a scheme, where all that may stand on it can be read.
    fn ground_in(&self, scheme: Scheme) -> Option<Colour> {
        let (ground, tokens) = (self.ground?, scheme.tokens());
        let accent = self.accent_in(scheme).map_or(tokens.accent, |(accent, _)| accent);
        let reads = ground.contrast(tokens.ink_3) >= TEXT
            && ground.contrast(tokens.control) >= LINES
            && ground.contrast(accent) >= TEXT;
        reads.then_some(ground)
    }

    /// The colours that are refused for our own: none of the schemes that may be shown is left out in silence.
    #[must_use]
    pub fn refused(&self) -> Vec<Refused> {
        let accents =
            self.schemes().into_iter().filter(|scheme| self.accent.is_some() && self.accent_in(*scheme).is_none());
        let grounds =
            self.schemes().into_iter().filter(|scheme| self.ground.is_some() && self.ground_in(*scheme).is_none());
        accents.map(Refused::Accent).chain(grounds.map(Refused::Ground)).collect()
    }

    /// The properties of the stylesheet that it sets; those without a value are left to the stylesheet.
    #[must_use]
    pub fn properties(&self) -> [(&'static str, Option<String>); 5] {
        let accent = |scheme: Scheme| {
            let tokens = scheme.tokens();
            self.accent_in(scheme).unwrap_or((tokens.accent, tokens.accent_ink))
        };
        let both = |colours: [Colour; 2]| format!("light-dark(#{}, #{})", colours[0].written(), colours[1].written());
        let has_accent = Scheme::ALL.iter().any(|scheme| self.accent_in(*scheme).is_some());
        let accents = has_accent.then(|| Scheme::ALL.map(accent));
        let grounds = Scheme::ALL.map(|scheme| self.ground_in(scheme));
        let ground = match grounds {
            [None, None] => None,
            // Our own ground in the scheme in which the host's cannot be read.
            [light, dark] => Some(both([light.unwrap_or(GROUND[0]), dark.unwrap_or(GROUND[1])])),
        };
        [
            ("--cg-accent", accents.map(|accents| both(accents.map(|(accent, _)| accent)))),
            ("--cg-accent-ink", accents.map(|accents| both(accents.map(|(_, ink)| ink)))),
            ("--cg-ground", ground),
            ("--cg-radius", self.radius.map(|size| format!("{size}px"))),
            ("--cg-font", self.font.clone()),
        ]
    }
}

/// Our own ground, light and dark.
const GROUND: [Colour; 2] = [Colour([0xf5, 0xf4, 0xef]), Colour([0x12, 0x17, 0x1a])];

/// Families of type: letters, digits, spaces, hyphens and commas, with `+` for a space.
fn read_font(text: &str) -> Option<String> {
    let text = text.replace('+', " ").replace("%20", " ").replace("%2C", ",");
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, ' ' | '-' | ',');
    (!text.trim().is_empty() && text.len() <= 200 && text.chars().all(is_plain)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fragment: &str) -> Look {
        Look::read(fragment)
    }

    #[test]
    fn comes_back_as_it_was_written() {
        let text = "embed=yes&readonly=yes&theme=dark&accent=7b1e4b&accent-ink=ffffff&ground=ffffff&radius=8&font=Georgia,+serif";
        assert_eq!(read(text).written(), text);
        assert_eq!(read("").written(), "");
        assert_eq!(read("deal=abc&theme=pink&accent=red&radius=x&font=url(x)"), Look::default());
        assert_eq!(read("accent=%23fff").accent, None);
        assert_eq!(read("radius=900").radius, Some(MOST_RADIUS));
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        let (black, white) = (Colour([0; 3]), Colour([255; 3]));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        assert!((white.contrast(white) - 1.0).abs() < 1e-9);
        // #777777 on white is the textbook colour that just fails.
        assert!((Colour::read("777").unwrap().contrast(white) - 4.478).abs() < 0.001);
    }

    #[test]
    fn a_colour_that_cannot_be_read_is_refused_for_ours() {
        let plum = read("accent=7b1e4b");
        assert_eq!(plum.refused(), [Refused::Accent(Scheme::Dark)]);
        let [accent, ink, ..] = plum.properties();
        assert_eq!(accent.1.as_deref(), Some("light-dark(#7b1e4b, #7cc4d3)"));
        assert_eq!(ink.1.as_deref(), Some("light-dark(#ffffff, #0c1a1e)"));
        assert_eq!(read("accent=7b1e4b&theme=light").refused(), []);
        let yellow = read("accent=ffee00&theme=light&ground=777777");
        assert_eq!(yellow.refused(), [Refused::Accent(Scheme::Light), Refused::Ground(Scheme::Light)]);
        let ink = read("accent=7b1e4b&accent-ink=8a2f5c&theme=light");
        assert_eq!(ink.refused(), [Refused::Accent(Scheme::Light)]);
    }

    #[test]
    fn our_own_colours_are_those_of_the_stylesheet_and_would_not_be_refused() {
        let css = include_str!("../static/tokens.css");
        let pair = |name: &str, one: Colour, two: Colour| {
            let line = format!("--cg-{name}: light-dark(#{}, #{});", one.written(), two.written());
            assert!(css.contains(&line), "{line}");
        };
        pair("surface", LIGHT.surface, DARK.surface);
        pair("ground", GROUND[0], GROUND[1]);
        pair("ink", LIGHT.ink, DARK.ink);
        pair("ink-3", LIGHT.ink_3, DARK.ink_3);
        pair("control", LIGHT.control, DARK.control);
        pair("accent", LIGHT.accent, DARK.accent);
        pair("accent-ink", LIGHT.accent_ink, DARK.accent_ink);
        for (scheme, ground) in Scheme::ALL.into_iter().zip(GROUND) {
            let tokens = scheme.tokens();
            let own =
                Look { scheme: Some(scheme), accent: Some(tokens.accent), ground: Some(ground), ..Look::default() };
            assert_eq!(own.refused(), [], "{scheme:?}");
        }
    }
}
