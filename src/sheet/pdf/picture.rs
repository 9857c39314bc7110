//! Reads a logo for the page.

use krilla::image::Image;

use crate::sheet::letterhead::Logo;

/// More than any logo has on a side, in pixels.
const LOGO_MAX: u32 = 4000;

/// A logo that can be drawn.
#[derive(Debug)]
pub(super) struct Picture {
    pub image: Image,
    pub width: f32,
    pub height: f32,
}

/// Reads a logo; `None` when it can't be drawn.
pub(super) fn picture(logo: &Logo) -> Option<Picture> {
    let data = logo.bytes.clone().into();
    let image = if logo.is_png() { Image::from_png(data, true) } else { Image::from_jpeg(data, true) }.ok()?;
    let (width, height) = image.size();
    let is_sane = (1..=LOGO_MAX).contains(&width) && (1..=LOGO_MAX).contains(&height);
    is_sane.then_some(Picture { image, width: width as f32, height: height as f32 })
}

impl Picture {
    /// Its size when it is to fit into this.
    pub(super) fn fit(&self, width: f32, height: f32) -> (f32, f32) {
        let scale = (width / self.width).min(height / self.height);
        (self.width * scale, self.height * scale)
    }
}
