//! Makes the files of a picture from what was uploaded. What a camera wrote beside the picture (place, time, owner) is lost on
//! the way, because only the pixels are written again.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, RgbImage};
use pasar_domain::picture::{PIXELS_MAX, PictureSize};

/// How well a JPEG keeps the picture, of 100.
const QUALITY: u8 = 82;
/// The most pixels of the longer side of a picture of a document.
const DOCUMENT_PIXELS: u32 = 2_000;
/// Bytes that decoding may use: 40 million pixels of four bytes, and as much again for work.
const MEMORY_MAX: u64 = 2 * 4 * PIXELS_MAX;

/// Why a file is no picture that can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unfit {
    NotAPicture,
    TooManyPixels,
    Damaged,
}

/// A picture in every size, smallest first, and the measures of the largest.
#[derive(Debug)]
pub(super) struct Resized {
    pub(super) files: Vec<(PictureSize, Vec<u8>)>,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// Decodes a JPEG, PNG, WebP or GIF (its first frame), turns it as its camera says, and writes it as JPEG in every size. The
/// file's name does not count; its first bytes do. A small picture is not enlarged.
pub(super) fn resize(file: &[u8]) -> Result<Resized, Unfit> {
    let known = [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::WebP,
        ImageFormat::Gif,
    ];
    let (picture, orientation) = decode(file, &known)?;
    let mut current = shrink(picture, PictureSize::Large.pixels());
    current.apply_orientation(orientation);
    let mut current = DynamicImage::ImageRgb8(on_white(&current));
    let (width, height) = (current.width(), current.height());
    let mut files = Vec::new();
    for size in PictureSize::ALL.into_iter().rev() {
        current = shrink(current, size.pixels());
        files.push((size, jpeg(&current)?));
    }
    files.reverse();
    Ok(Resized { files, width, height })
}

/// Decodes a JPEG, PNG or WebP and writes its pixels as one JPEG, large enough to read what is printed on a document.
pub(crate) fn reencode(file: &[u8]) -> Result<Vec<u8>, Unfit> {
    let known = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];
    let (picture, orientation) = decode(file, &known)?;
    let mut picture = shrink(picture, DOCUMENT_PIXELS);
    picture.apply_orientation(orientation);
    jpeg(&DynamicImage::ImageRgb8(on_white(&picture)))
}

/// A picture of a document as a program reads it best: without colours, its longer side of so many pixels, and of it the lower part that is so many of
/// a hundred.
pub(crate) fn legible(file: &[u8], pixels: u32, percent: u32) -> Result<Vec<u8>, Unfit> {
    let (picture, _) = decode(file, &[ImageFormat::Jpeg])?;
    let picture = shrink(picture, pixels);
    let height = picture.height() * percent.min(100) / 100;
    let part = picture.crop_imm(0, picture.height() - height, picture.width(), height);
    jpeg(&DynamicImage::ImageLuma8(part.into_luma8()))
}

fn jpeg(picture: &DynamicImage) -> Result<Vec<u8>, Unfit> {
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    picture.write_with_encoder(encoder).map_err(|_| Unfit::Damaged)?;
    Ok(jpeg)
}

/// A picture of one of these formats, and how its camera was held.
fn decode(file: &[u8], known: &[ImageFormat]) -> Result<(DynamicImage, Orientation), Unfit> {
    let mut reader = ImageReader::new(Cursor::new(file))
        .with_guessed_format()
        .map_err(|_| Unfit::NotAPicture)?;
    if !reader.format().is_some_and(|format| known.contains(&format)) {
        return Err(Unfit::NotAPicture);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| Unfit::Damaged)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(Unfit::TooManyPixels);
    }
    if width == 0 || height == 0 {
        return Err(Unfit::Damaged);
    }
    // A camera's note that makes no sense is no reason to refuse its picture.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(|_| Unfit::Damaged)?;
    Ok((picture, orientation))
}

fn shrink(picture: DynamicImage, pixels: u32) -> DynamicImage {
    if picture.width() <= pixels && picture.height() <= pixels {
        picture
    } else if picture.width().max(picture.height()) > 4 * pixels {
        // Far too large: a cheap step first.
        picture
            .thumbnail(2 * pixels, 2 * pixels)
            .resize(pixels, pixels, FilterType::CatmullRom)
    } else {
        picture.resize(pixels, pixels, FilterType::CatmullRom)
    }
}

/// JPEG knows no transparency: what shines through becomes white.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let picture = picture.to_rgba8();
    let mut white = RgbImage::new(picture.width(), picture.height());
    for (from, to) in picture.pixels().zip(white.pixels_mut()) {
        let [r, g, b, a] = from.0.map(u32::from);
        let over_white = |colour: u32| u8::try_from((colour * a + 255 * (255 - a)) / 255).unwrap_or(u8::MAX);
        to.0 = [over_white(r), over_white(g), over_white(b)];
    }
    white
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        DynamicImage::new_rgba8(width, height)
            .write_to(&mut file, ImageFormat::Png)
            .unwrap();
        file.into_inner()
    }

    #[test]
    fn a_picture_to_be_read_is_small_enough_and_its_foot_is_below() {
        let mut picture = RgbImage::from_pixel(2_000, 1_000, image::Rgb([255, 255, 255]));
        picture.put_pixel(0, 0, image::Rgb([0, 0, 0]));
        let file = jpeg(&DynamicImage::ImageRgb8(picture)).unwrap();
        let measures = |pixels, percent| {
            let read = image::load_from_memory(&legible(&file, pixels, percent).unwrap()).unwrap();
            (read.width(), read.height(), read.color().has_color())
        };
        assert_eq!(measures(1_000, 100), (1_000, 500, false));
        assert_eq!(measures(3_000, 40), (2_000, 400, false));
        assert_eq!(legible(b"no picture", 1_000, 40), Err(Unfit::NotAPicture));
    }

    #[test]
    fn a_picture_is_written_in_every_size_and_transparency_is_white() {
        let resized = resize(&png(2_000, 1_000)).unwrap();
        assert_eq!((resized.width, resized.height), (1_280, 640));
        let sizes: Vec<_> = resized
            .files
            .iter()
            .map(|(size, file)| {
                let picture = image::load_from_memory(file).unwrap().to_rgb8();
                assert_eq!(picture.get_pixel(3, 3).0, [255, 255, 255]);
                (size.pixels(), picture.width(), picture.height())
            })
            .collect();
        assert_eq!(
            sizes,
            [
                (160, 160, 80),
                (320, 320, 160),
                (640, 640, 320),
                (1_280, 1_280, 640)
            ]
        );
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        assert_eq!(resize(b"hello").unwrap_err(), Unfit::NotAPicture);
        assert_eq!(
            resize(b"<svg xmlns='http://www.w3.org/2000/svg'/>").unwrap_err(),
            Unfit::NotAPicture
        );
        let whole = png(300, 300);
        assert_eq!(resize(&whole[..whole.len() / 2]).unwrap_err(), Unfit::Damaged);
        assert_eq!(resize(&png(10_000, 5_000)).unwrap_err(), Unfit::TooManyPixels);
    }

    #[test]
    fn a_turned_photograph_is_set_upright_and_says_nothing_of_its_camera() {
        let mut jpeg = Vec::new();
        let photograph = DynamicImage::new_rgb8(40, 20);
        photograph
            .write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, 90))
            .unwrap();
        // An APP1 segment with one EXIF entry: orientation 6, "turn right by a quarter".
        let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        let mut segment = vec![0xff, 0xe1, length[0], length[1]];
        segment.append(&mut exif);
        jpeg.splice(2..2, segment);
        let resized = resize(&jpeg).unwrap();
        assert_eq!((resized.width, resized.height), (20, 40));
        assert!(
            resized
                .files
                .iter()
                .all(|(_, file)| !file.windows(4).any(|bytes| bytes == b"Exif"))
        );
    }
}
