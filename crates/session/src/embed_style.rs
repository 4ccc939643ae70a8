//! The style of an embed: compact, in the host's colours and scheme, editable or read-only. The address contains it beside the
//! deal: `#embed=yes&theme=dark&readonly=yes&accent=7b1e4b`.
//!
//! A host may set accent, background, typeface and corners. Colours with a meaning stay as they are, and a colour without enough
//! contrast is replaced by the default.

use links::Parts;

/// A colour scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Scheme {
    /// Both schemes.
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

/// A colour in sRGB: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    /// Parses `7b1e4b` or `#7b1e4b`, or the short form of three digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits: Vec<u8> = text.trim_start_matches('#').chars().map(digit).collect::<Option<_>>()?;
        match digits[..] {
            [r, g, b] => Some(Self([r * 17, g * 17, b * 17])),
            [r, rr, g, gg, b, bb] => Some(Self([r * 16 + rr, g * 16 + gg, b * 16 + bb])),
            _ => None,
        }
    }

    /// The colour that is `step` of [`STEPS`] of the way to another.
    fn towards(self, end: Self, step: u32) -> Self {
        let part = |from: u8, to: u8| {
            let mixed = (u32::from(from) * (STEPS - step) + u32::from(to) * step) / STEPS;
            u8::try_from(mixed).unwrap_or(to)
        };
        let ([r, g, b], [to_r, to_g, to_b]) = (self.0, end.0);
        Self([part(r, to_r), part(g, to_g), part(b, to_b)])
    }

    /// Six hexadecimal digits.
    #[must_use]
    pub fn hex(self) -> String {
        self.0.iter().map(|part| format!("{part:02x}")).collect()
    }

    /// Relative luminance, as WCAG 2.2 defines it.
    fn luminance(self) -> f64 {
        let part = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(part);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast ratio with another colour, as WCAG 2.2 defines it: 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

fn digit(letter: char) -> Option<u8> {
    letter.to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// The stylesheet's tokens that a host's colours need contrast with.
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

/// The minimum contrast of text, and of lines and controls.
const TEXT: f64 = 4.5;
const LINES: f64 = 3.0;

/// The ends between which a colour becomes darker or lighter, and in how many steps.
const BLACK: Colour = Colour([0; 3]);
const WHITE: Colour = Colour([255; 3]);
const STEPS: u32 = 100;

/// The maximum radius of corners, in pixels.
const MAX_RADIUS: u32 = 24;

/// The style of an embed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmbedStyle {
    /// Whether another page embeds the deal, so that it is compact and reports its height.
    pub is_embedded: bool,
    /// Whether values are shown as text and cannot be changed.
    pub is_readonly: bool,
    /// The scheme; if none, the visitor's own.
    pub scheme: Option<Scheme>,
    /// The colour of links and of the main button.
    pub accent: Option<Colour>,
    /// The colour of text on the accent; if none, black or white.
    pub accent_ink: Option<Colour>,
    /// The background colour.
    pub ground: Option<Colour>,
    /// The radius of corners, in pixels.
    pub radius: Option<u32>,
    /// Font families, as a stylesheet lists them.
    pub font: Option<String>,
}

/// A host's colour without enough contrast, and in which scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusedColour {
    /// The accent.
    Accent(Scheme),
    /// The background.
    Background(Scheme),
}

/// What can be done about a refused colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cure {
    /// The scheme to choose.
    pub scheme: Scheme,
    /// The colour that must change in this scheme too, if it must, and the nearest that has enough contrast.
    pub change: Option<(RefusedColour, Option<Colour>)>,
}

impl EmbedStyle {
    /// Reads the style from a fragment. Values that are not understood are left out.
    #[must_use]
    pub fn read(fragment: &str) -> Self {
        let parts = Parts::read(fragment);
        let is = |name| parts.value(name) == Some("yes");
        let colour = |name| parts.value(name).and_then(Colour::parse);
        let scheme = parts.value("theme");
        Self {
            is_embedded: is("embed"),
            is_readonly: is("readonly"),
            scheme: Scheme::ALL.into_iter().find(|own| scheme == Some(own.name())),
            accent: colour("accent"),
            accent_ink: colour("accent-ink"),
            ground: colour("ground"),
            radius: parts.value("radius").and_then(parse_radius),
            font: parts.value("font").and_then(|text| parse_font(&decoded(text))),
        }
    }

    /// The values that a host has set, by the names of the element's attributes, which are those in the address too.
    #[must_use]
    pub fn attributes(&self) -> Vec<(&'static str, String)> {
        let colour = |colour: Option<Colour>| colour.map(Colour::hex);
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

    /// The style as part of a fragment; empty for the default.
    #[must_use]
    pub fn fragment(&self) -> String {
        let is = [("embed", self.is_embedded), ("readonly", self.is_readonly)];
        let is = is.into_iter().filter(|(_, is)| *is).map(|(name, _)| format!("{name}=yes"));
        let set = self.attributes().into_iter().map(|(name, value)| format!("{name}={}", value.replace(' ', "+")));
        is.chain(set).collect::<Vec<_>>().join("&")
    }

    fn schemes(&self) -> Vec<Scheme> {
        self.scheme.map_or_else(|| Scheme::ALL.to_vec(), |scheme| vec![scheme])
    }

    /// The accent in a scheme and the colour of text on it, if both have enough contrast.
    fn accent_in(&self, scheme: Scheme) -> Option<(Colour, Colour)> {
        let (accent, tokens) = (self.accent?, scheme.tokens());
        let ink = self.accent_ink.unwrap_or_else(|| {
            let (one, other) = (LIGHT.accent_ink, LIGHT.ink);
            if accent.contrast(one) >= accent.contrast(other) { one } else { other }
        });
        (accent.contrast(tokens.surface) >= TEXT && accent.contrast(ink) >= TEXT).then_some((accent, ink))
    }

    /// The background in a scheme, if everything that may be on it has enough contrast.
    fn background_in(&self, scheme: Scheme) -> Option<Colour> {
        let (ground, tokens) = (self.ground?, scheme.tokens());
        let accent = self.accent_in(scheme).map_or(tokens.accent, |(accent, _)| accent);
        let reads = ground.contrast(tokens.ink_3) >= TEXT
            && ground.contrast(tokens.control) >= LINES
            && ground.contrast(accent) >= TEXT;
        reads.then_some(ground)
    }

    /// The colours that are replaced by the default, for each scheme that may be shown.
    #[must_use]
    pub fn refused_colours(&self) -> Vec<RefusedColour> {
        let accents =
            self.schemes().into_iter().filter(|scheme| self.accent.is_some() && self.accent_in(*scheme).is_none());
        let grounds =
            self.schemes().into_iter().filter(|scheme| self.ground.is_some() && self.background_in(*scheme).is_none());
        accents.map(RefusedColour::Accent).chain(grounds.map(RefusedColour::Background)).collect()
    }

    /// The schemes to choose from, so that one choice suits both colours: those in which the background has enough contrast, and
    /// of them those in which the accent has; where none has, all of them.
    fn best_schemes(&self) -> Vec<Scheme> {
        let refused = self.refused_colours();
        let best = |among: Vec<Scheme>, kind: fn(Scheme) -> RefusedColour| {
            let good: Vec<Scheme> = among.iter().copied().filter(|scheme| !refused.contains(&kind(*scheme))).collect();
            if good.is_empty() { among } else { good }
        };
        best(best(self.schemes(), RefusedColour::Background), RefusedColour::Accent)
    }

    /// What can be done about an accent or a background that is refused: one cure for each scheme to choose from. The cures of
    /// both colours together leave neither refused.
    #[must_use]
    pub fn cures(&self, kind: fn(Scheme) -> RefusedColour) -> Vec<Cure> {
        let cure = |scheme| {
            let mut own = Self { scheme: Some(scheme), ..self.clone() };
            let (colour, accent, refused) = (kind(scheme), RefusedColour::Accent(scheme), own.refused_colours());
            if colour != accent && refused.contains(&accent) {
                own.accent = own.nearest(accent);
            }
            Cure { scheme, change: refused.contains(&colour).then(|| (colour, own.nearest(colour))) }
        };
        self.best_schemes().into_iter().map(cure).collect()
    }

    /// The colour nearest to a refused one, darker or lighter, that has enough contrast in its scheme and takes it from no other
    /// colour or scheme, if there is one.
    fn nearest(&self, refused: RefusedColour) -> Option<Colour> {
        let is_accent = matches!(refused, RefusedColour::Accent(_));
        let colour = if is_accent { self.accent? } else { self.ground? };
        let with = |shade| {
            let (accent, ground) = if is_accent { (Some(shade), self.ground) } else { (self.accent, Some(shade)) };
            Self { accent, ground, ..self.clone() }
        };
        let was_refused = self.refused_colours();
        let mut shades = (1..=STEPS).flat_map(|step| [BLACK, WHITE].map(|end| colour.towards(end, step)));
        shades.find(|shade| {
            let still_refused = with(*shade).refused_colours();
            still_refused.iter().all(|own| *own != refused && was_refused.contains(own))
        })
    }

    /// The custom properties that it sets; those without a value are left to the stylesheet.
    #[must_use]
    pub fn properties(&self) -> [(&'static str, Option<String>); 6] {
        let accent = |scheme: Scheme| {
            let tokens = scheme.tokens();
            self.accent_in(scheme).unwrap_or((tokens.accent, tokens.accent_ink))
        };
        let both = |colours: [Colour; 2]| format!("light-dark(#{}, #{})", colours[0].hex(), colours[1].hex());
        let has_accent = Scheme::ALL.iter().any(|scheme| self.accent_in(*scheme).is_some());
        let accents = has_accent.then(|| Scheme::ALL.map(accent));
        let grounds = Scheme::ALL.map(|scheme| self.background_in(scheme));
        let ground = match grounds {
            [None, None] => None,
            // The default in the scheme in which the host's background has too little contrast.
            [light, dark] => Some(both([light.unwrap_or(LIGHT.surface), dark.unwrap_or(DARK.surface)])),
        };
        [
            ("--cg-accent", accents.map(|accents| both(accents.map(|(accent, _)| accent)))),
            ("--cg-accent-ink", accents.map(|accents| both(accents.map(|(_, ink)| ink)))),
            // An embed is one card that fills its frame.
            ("--cg-surface", ground.clone()),
            ("--cg-ground", ground),
            ("--cg-radius", self.radius.map(|size| format!("{size}px"))),
            ("--cg-font", self.font.clone()),
        ]
    }
}

/// Parses a radius in pixels, up to the maximum.
#[must_use]
pub fn parse_radius(text: &str) -> Option<u32> {
    text.parse().ok().filter(|size| *size <= MAX_RADIUS)
}

/// Parses font families with commas between them: each begins with a letter and has letters, digits, spaces and hyphens.
#[must_use]
pub fn parse_font(text: &str) -> Option<String> {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, ' ' | '-');
    let is_name =
        |name: &str| name.trim().starts_with(|first: char| first.is_ascii_alphabetic()) && name.chars().all(is_plain);
    (text.len() <= 200 && text.split(',').all(is_name)).then(|| text.to_owned())
}

/// A font in an address as text. Other signs stay encoded, and are then refused.
fn decoded(text: &str) -> String {
    text.replace('+', " ").replace("%20", " ").replace("%2C", ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fragment: &str) -> EmbedStyle {
        EmbedStyle::read(fragment)
    }

    #[test]
    fn reads_the_fragment_that_it_writes() {
        let text = "embed=yes&readonly=yes&theme=dark&accent=7b1e4b&accent-ink=ffffff&ground=ffffff&radius=8&font=Georgia,+serif";
        assert_eq!(read(text).fragment(), text);
        assert_eq!(read("").fragment(), "");
        assert_eq!(read("deal=abc&theme=pink&accent=red&radius=x&font=url(x)"), EmbedStyle::default());
        assert_eq!(read("accent=%23fff").accent, None);
        for no_font in ["", " ", "-4", "Georgia,", ",serif", "Georgia,,serif", "4"] {
            assert_eq!(parse_font(no_font), None, "{no_font}");
        }
        assert_eq!(read("font=Georgia%2C%20serif").font.as_deref(), Some("Georgia, serif"));
        assert_eq!(read("font=a%26deal%3Dx%26readonly%3Dno"), EmbedStyle::default());
        assert_eq!((read("radius=24").radius, read("radius=25").radius), (Some(24), None));
    }

    #[test]
    fn contrast_is_as_wcag_defines_it() {
        let (black, white) = (Colour([0; 3]), Colour([255; 3]));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        assert!((white.contrast(white) - 1.0).abs() < 1e-9);
        // #777777 on white is the textbook colour that just fails.
        assert!((Colour::parse("777").unwrap().contrast(white) - 4.478).abs() < 0.001);
    }

    #[test]
    fn a_colour_without_enough_contrast_is_replaced_by_the_default() {
        let plum = read("accent=7b1e4b");
        assert_eq!(plum.refused_colours(), [RefusedColour::Accent(Scheme::Dark)]);
        let [accent, ink, ..] = plum.properties();
        assert_eq!(accent.1.as_deref(), Some("light-dark(#7b1e4b, #7cc4d3)"));
        assert_eq!(ink.1.as_deref(), Some("light-dark(#ffffff, #0c1a1e)"));
        assert_eq!(read("accent=7b1e4b&theme=light").refused_colours(), []);
        let yellow = read("accent=ffee00&theme=light&ground=777777");
        assert_eq!(
            yellow.refused_colours(),
            [RefusedColour::Accent(Scheme::Light), RefusedColour::Background(Scheme::Light)]
        );
        let ink = read("accent=7b1e4b&accent-ink=8a2f5c&theme=light");
        assert_eq!(ink.refused_colours(), [RefusedColour::Accent(Scheme::Light)]);
    }

    #[test]
    fn the_nearest_colour_has_just_enough_contrast() {
        let grey = read("accent=808080");
        let both = Scheme::ALL.map(RefusedColour::Accent);
        assert_eq!(grey.refused_colours(), both);
        let [light, dark] = both.map(|refused| grey.nearest(refused).unwrap());
        let within = |contrast: f64| (TEXT..TEXT + 0.2).contains(&contrast);
        assert!(within(light.contrast(LIGHT.surface)) && within(dark.contrast(DARK.surface)), "{light:?} {dark:?}");
        let ground = read("ground=999999&theme=light");
        let nearest = ground.nearest(RefusedColour::Background(Scheme::Light)).unwrap();
        let better = EmbedStyle { ground: Some(nearest), ..ground };
        assert_eq!(better.refused_colours(), []);
        // Grey text can be read on no shade that has enough contrast with a light page.
        let stuck = read("accent=808080&accent-ink=606060&theme=light");
        assert_eq!(stuck.nearest(RefusedColour::Accent(Scheme::Light)), None);
        // A lighter colour that reads on a dark page would no longer read on a light one.
        let plum = RefusedColour::Accent(Scheme::Dark);
        assert_eq!(read("accent=7b1e4b").refused_colours(), [plum]);
        assert_eq!(read("accent=7b1e4b").nearest(plum), None);
        assert!(read("accent=7b1e4b&theme=dark").nearest(plum).is_some());
    }

    /// The advice about one colour never contradicts that about the other, and both followed leave nothing refused.
    #[test]
    fn the_cures_of_both_colours_go_together() {
        let examples = [
            // On a light page: the nearest accent would not read on the host's own background, or on the nearest one.
            "accent=808080&ground=eeeeee&theme=light",
            "accent=ffee00&ground=777777&theme=light",
            "accent=7b1e4b&ground=777777&theme=dark",
            // One colour for light pages, one for dark ones.
            "accent=7cc4d3&ground=eeeeee",
            "accent=7b1e4b&ground=101010",
            "accent=808080&ground=101010",
            "accent=7b1e4b&ground=808080",
            "accent=808080&ground=808080",
        ];
        for fragment in examples {
            let style = read(fragment);
            let (accents, grounds) = (style.cures(RefusedColour::Accent), style.cures(RefusedColour::Background));
            assert!(!accents.is_empty() && accents.len() == grounds.len(), "{fragment}");
            for (accent, ground) in accents.into_iter().zip(grounds) {
                assert_eq!(accent.scheme, ground.scheme, "{fragment}");
                let new = |cure: Cure, own: Option<Colour>| cure.change.map_or(own, |(_, nearest)| nearest);
                let cured = EmbedStyle {
                    scheme: Some(accent.scheme),
                    accent: new(accent, style.accent),
                    ground: new(ground, style.ground),
                    ..EmbedStyle::default()
                };
                assert!(cured.accent.is_some() && cured.ground.is_some(), "{fragment}");
                assert_eq!(cured.refused_colours(), [], "{fragment}: {cured:?}");
            }
        }
    }

    #[test]
    fn the_default_colours_are_those_of_the_stylesheet_and_have_enough_contrast() {
        let css = include_str!("../../../static/tokens.css");
        let pair = |name: &str, one: Colour, two: Colour| {
            let line = format!("--cg-{name}: light-dark(#{}, #{});", one.hex(), two.hex());
            assert!(css.contains(&line), "{line}");
        };
        pair("surface", LIGHT.surface, DARK.surface);
        pair("ink", LIGHT.ink, DARK.ink);
        pair("ink-3", LIGHT.ink_3, DARK.ink_3);
        pair("control", LIGHT.control, DARK.control);
        pair("accent", LIGHT.accent, DARK.accent);
        pair("accent-ink", LIGHT.accent_ink, DARK.accent_ink);
        for scheme in Scheme::ALL {
            let tokens = scheme.tokens();
            let own = EmbedStyle {
                scheme: Some(scheme),
                accent: Some(tokens.accent),
                ground: Some(tokens.surface),
                ..EmbedStyle::default()
            };
            assert_eq!(own.refused_colours(), [], "{scheme:?}");
        }
        let [.., surface, ground, _, _] = read("ground=eeeeee").properties();
        assert_eq!(surface, ("--cg-surface", Some("light-dark(#eeeeee, #1a2023)".to_owned())));
        assert_eq!(ground.1, surface.1);
    }
}
