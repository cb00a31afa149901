use proptest::prelude::*;

use super::*;

#[test]
fn names_lose_what_is_no_name() {
    for (sent, kept) in [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ines\\Prozesskarte (final).docx", "Prozesskarte (final).docx"),
        ("folder/", "folder"),
        ("a\u{202e}fdp.exe", "afdp.exe"),
        ("line\r\nbreak\t.txt", "line break .txt"),
        ("nul\0l.txt", "null.txt"),
        ("Bu\u{308}ro.pdf", "Büro.pdf"),
        (".htaccess", ".htaccess"),
        ("invoice.pdf. . ", "invoice.pdf"),
        ("<b>bold</b>.html", "b>.html"),
        ("", "file"),
        ("..", "file"),
        ("\u{200b}\u{feff}", "file"),
    ] {
        assert_eq!(clean_name(sent), kept, "{sent:?}");
    }
    let long = clean_name(&format!("{}.tar.gz", "a".repeat(300)));
    assert!(long.ends_with("a.gz") && long.chars().count() == LONGEST_NAME, "{long}");
}

#[test]
fn the_first_bytes_decide_what_is_shown() {
    let shown = |bytes: &[u8]| Preview::of(media_type(bytes));
    assert_eq!(shown(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Some(Preview::Picture));
    assert_eq!(shown(b"%PDF-1.4\n"), Some(Preview::Document));
    for dangerous in [
        &b"<!DOCTYPE html><script>alert(1)</script>"[..],
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<?xml version='1.0'?><svg/>",
        b"plain text",
        b"",
    ] {
        assert_eq!(shown(dangerous), None, "{}", String::from_utf8_lossy(dangerous));
    }
}

#[test]
fn nothing_that_is_shown_can_run_scripts_of_this_server() {
    assert!(Preview::Picture.policy().contains("sandbox"));
    assert!(Preview::Document.policy().contains("script-src 'none'"));
}

#[test]
fn ranges_are_read_as_the_standard_says() {
    for (header, asked) in [
        (None, Asked::All),
        (Some("bytes=0-9"), Asked::From(0, 9)),
        (Some("bytes=90-"), Asked::From(90, 99)),
        (Some("bytes=-10"), Asked::From(90, 99)),
        (Some("bytes=50-500"), Asked::From(50, 99)),
        (Some("bytes=100-"), Asked::Nothing),
        (Some("bytes=0-9,20-29"), Asked::All),
        (Some("lines=0-9"), Asked::All),
        (Some("bytes=a-b"), Asked::All),
    ] {
        assert_eq!(Asked::read(header, 100), asked, "{header:?}");
    }
}

proptest! {
    /// Whatever is sent: the name can be shown, kept and saved under, and cleaning it again changes nothing.
    #[test]
    fn any_name_becomes_a_name(sent in any::<String>()) {
        let name = clean_name(&sent);
        prop_assert!(!name.is_empty() && name.chars().count() <= LONGEST_NAME);
        prop_assert!(!name.contains(['/', '\\']) && !name.chars().any(text::is_obeyed) && !name.ends_with(['.', ' ']));
        prop_assert_eq!(clean_name(&name), name);
    }

    /// Whatever is asked for is within the file.
    #[test]
    fn a_range_is_within_the_file(header in "bytes=[0-9]{0,4}-[0-9]{0,4}(,[0-9]{0,3}-[0-9]{0,3})?", size in 1..2000_u64) {
        if let Asked::From(first, last) = Asked::read(Some(&header), size) {
            prop_assert!(first <= last && last < size);
        }
    }
}
