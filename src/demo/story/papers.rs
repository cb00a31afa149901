//! The files of the story: small, and made here.

use std::io::Write;

use flate2::{Compression, Crc, write::ZlibEncoder};

/// Characters that fit on a line.
const LINE: usize = 66;

/// A document of one page with these paragraphs in ASCII, as a PDF.
pub fn pdf(paragraphs: &[&str]) -> Vec<u8> {
    let mut text = String::from("BT /F 14 Tf 56 780 Td 20 TL\n");
    for paragraph in paragraphs {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if line.len() + word.len() > LINE {
                text += &format!("({line}) Tj T*\n");
                line.clear();
            }
            line += &word.replace(['(', ')', '\\'], "");
            line.push(' ');
        }
        text += &format!("({line}) Tj T* T*\n");
    }
    text += "ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        file += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let table = file.len();
    file += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        file += &format!("{place:010} 00000 n \n");
    }
    file += &format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    file.into_bytes()
}

/// A picture of a list on a screen, as a PNG: a bar at the top, grey rows below, one of them dark.
pub fn screenshot() -> Vec<u8> {
    const WIDTH: u32 = 480;
    const HEIGHT: u32 = 300;
    let shade = |x: u32, y: u32| match (y, x) {
        (0..28, _) => 0x50_u8,
        (_, 0..20 | 460..) => 0xf4,
        (156..176, _) => 0x90,
        _ if (y - 28) % 32 < 20 && x % 110 < 90 => 0xd8,
        _ => 0xf4,
    };
    let rows: Vec<u8> = (0..HEIGHT).flat_map(|y| std::iter::once(0).chain((0..WIDTH).map(move |x| shade(x, y)))).collect();
    let head: Vec<u8> = [WIDTH.to_be_bytes(), HEIGHT.to_be_bytes()].concat().into_iter().chain([8, 0, 0, 0, 0]).collect();
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", head), (b"IDAT", compressed(&rows)), (b"IEND", Vec::new())] {
        let mut sum = Crc::new();
        sum.update(kind);
        sum.update(&data);
        // Of a small picture: its length fits.
        file.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes());
        file.extend(kind);
        file.extend(data);
        file.extend(sum.sum().to_be_bytes());
    }
    file
}

fn compressed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    // Writing into memory does not fail.
    encoder.write_all(bytes).and_then(|()| encoder.finish()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::model::media_type;

    #[test]
    fn they_are_what_they_say() {
        assert_eq!(media_type(&pdf(&["One", "Two"])), "application/pdf");
        assert_eq!(media_type(&screenshot()), "image/png");
        let file = String::from_utf8(pdf(&["One"])).unwrap();
        let table: usize = file.lines().rev().nth(1).unwrap().parse().unwrap();
        assert!(file[table..].starts_with("xref"));
    }
}
