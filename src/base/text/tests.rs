use proptest::prelude::*;

use super::*;

#[test]
fn a_title_is_one_line_without_space_around() {
    assert_eq!(one_line("  To-be \r\n process\t map ", 50).unwrap(), "To-be process map");
    assert_eq!(one_line("Mu\u{308}ller", 6).unwrap(), "Müller");
    assert_eq!(one_line("Müller", 5), Err(TextFault::TooLong { max: 5 }));
}

#[test]
fn a_text_keeps_its_lines() {
    assert_eq!(many_lines("\r\n one\r\n\r\n  two\rthree \n", 50).unwrap(), "one\n\n  two\nthree");
    assert_eq!(many_lines("a\tb", 3).unwrap(), "a\tb");
}

#[test]
fn nothing_to_be_seen_is_nothing() {
    for typed in ["", "  ", "\r\n", "\u{200b}", "\u{a0}\u{feff}", "\u{2060}\u{ad}", "\u{3164}"] {
        assert_eq!(one_line(typed, 10), Err(TextFault::Empty), "{typed:?}");
        assert_eq!(many_lines(typed, 10), Err(TextFault::Empty), "{typed:?}");
    }
    assert_eq!(one_line("a", 1), Ok("a".to_owned()));
    assert_eq!(one_line("ab", 1), Err(TextFault::TooLong { max: 1 }));
}

#[test]
fn what_a_reader_cannot_see_but_a_program_obeys_is_refused() {
    for typed in ["a\0b", "a\u{7}b", "a\u{1b}[31m", "a\u{85}b", "a\u{7f}", "invoice\u{202e}fdp.exe", "a\u{2066}b"] {
        assert_eq!(one_line(typed, 50), Err(TextFault::Control), "{typed:?}");
        assert_eq!(many_lines(typed, 50), Err(TextFault::Control), "{typed:?}");
    }
    // Emoji are joined by invisible characters, and some scripts need them: these stay.
    assert_eq!(one_line("👩\u{200d}🔧", 9).unwrap(), "👩\u{200d}🔧");
}

#[test]
fn a_beginning_keeps_the_very_words() {
    let wish = "# wichtig\n- Punkt\nC:\\Users\\_alt_\\x\n3 * 4 * 5";
    assert_eq!(beginning(wish, 80), "# wichtig - Punkt C:\\Users\\_alt_\\x 3 * 4 * 5");
    assert_eq!(beginning(wish, 20), "# wichtig - Punkt…");
}

#[test]
fn addresses_are_compared_in_lower_case() {
    let email = |typed: &str| Email::parse(typed).map(String::from);
    assert_eq!(email(" Ines.Brandt@Nordlicht.Example "), Ok("ines.brandt@nordlicht.example".to_owned()));
    assert_eq!(email("jörg+rechnung@bücher.example"), Ok("jörg+rechnung@bücher.example".to_owned()));
    // A domain in other letters has two forms; browsers send either.
    for typed in ["info@Bücher.Example", "info@bu\u{308}cher.example", "info@xn--bcher-kva.example", "INFO@XN--BCHER-KVA.example"] {
        assert_eq!(email(typed), Ok("info@bücher.example".to_owned()), "{typed}");
    }
    assert_eq!(Email::parse("info@Straße.example").unwrap().on_the_wire(), "info@xn--strae-oqa.example");
    assert_eq!(Email::parse("ines@nordlicht.example").unwrap().on_the_wire(), "ines@nordlicht.example");
    assert_eq!(email("root@localhost"), Ok("root@localhost".to_owned()));
    assert_eq!(email(""), Err(TextFault::Empty));
    assert_eq!(email(&format!("{}@b.example", "a".repeat(250))), Err(TextFault::TooLong { max: 254 }));
    assert_eq!(email("a@b\u{202e}.example"), Err(TextFault::Control));
    for typed in [
        "ines",
        "@b.example",
        "a@",
        "a@@b.example",
        "a@b@c.example",
        "a b@c.example",
        "a@b..example",
        "a@.example",
        "a@b.example.",
        "a..b@c.example",
        ".a@c.example",
        "a.@c.example",
        "\"a b\"@c.example",
        "a@-b.example",
        "a@b_c.example",
        "a@b!c.example",
        "a@xn--99zzzzzzzzzz99.example",
        "a@192.0.2.1",
        "a@[192.0.2.1]",
        "a@b\u{200b}.example",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b.example",
        "a\n@b.example",
        "Ines <a@b.example>",
        "a@b.example,c@d.example",
        "a\u{200b}@b.example",
    ] {
        assert_eq!(email(typed), Err(TextFault::NotAnEmail), "{typed:?}");
    }
}

#[test]
fn an_account_is_found_by_what_it_is_kept_under_and_by_what_the_rule_makes_of_it() {
    let sought = |typed: &str| Sought::parse(typed).map(|sought| sought.addresses().join(" "));
    assert_eq!(sought(" Info@XN--bcher-kva.example "), Ok("info@xn--bcher-kva.example info@bücher.example".to_owned()));
    assert_eq!(sought("a..b@c.example"), Ok("a..b@c.example a..b@c.example".to_owned()), "older than the rule");
    assert_eq!(sought("ines"), Err(TextFault::NotAnEmail));
    assert_eq!(sought(" "), Err(TextFault::Empty));
    assert_eq!(Sought::parse("Info@xn--bcher-kva.example").unwrap().mailbox(), "info@bücher.example");
}

#[test]
fn links_lead_to_the_web_and_nowhere_else() {
    let link = |typed: &str| Link::parse(typed).map(String::from);
    assert_eq!(link(" https://wiki.example/Runbook "), Ok("https://wiki.example/Runbook".to_owned()));
    assert_eq!(link("HTTP://Bücher.Example"), Ok("http://xn--bcher-kva.example/".to_owned()));
    assert_eq!(link("https://wiki.example:8080/a?b#c"), Ok("https://wiki.example:8080/a?b#c".to_owned()));
    assert_eq!(link(" "), Err(TextFault::Empty));
    assert_eq!(link(&format!("https://a.example/{}", "b".repeat(2000))), Err(TextFault::TooLong { max: 2000 }));
    assert_eq!(link(&format!("https://a.example/{}", "ü".repeat(1000))), Err(TextFault::TooLong { max: 2000 }));
    for typed in [
        "wiki.example",
        "/runbook",
        "//wiki.example",
        "javascript:alert(1)",
        "data:text/html,a",
        "ftp://a.example",
        "file:///etc/passwd",
        "https://",
        "https://bank.example@evil.example",
        "https://:p@evil.example",
        "https://a.example/a b",
        "java\nscript:alert(1)",
        "mailto:a@b.example",
    ] {
        assert_eq!(link(typed), Err(TextFault::NotALink), "{typed:?}");
    }
}

#[test]
fn every_fault_has_words_in_both_languages() {
    for language in Language::ALL {
        for fault in [TextFault::Empty, TextFault::TooLong { max: 1 }, TextFault::Control, TextFault::NotAnEmail, TextFault::NotALink] {
            assert!(!fault.said(language).is_empty());
        }
    }
    assert_eq!(TextFault::TooLong { max: 200 }.said(Language::En), "At most 200 characters fit here.");
}

proptest! {
    #[test]
    fn cleaning_twice_changes_nothing_more(typed in any::<String>()) {
        for clean in [one_line, many_lines] {
            if let Ok(once) = clean(&typed, 1000) {
                prop_assert_eq!(clean(&once, 1000), Ok(once));
            }
        }
    }

    #[test]
    fn what_is_kept_is_fit_to_be_stored(typed in "[\\PC\\x00-\\x1f\u{300}\u{202e}]{0,40}", max in 1_usize..30) {
        if let Ok(line) = one_line(&typed, max) {
            prop_assert!(!line.is_empty() && line.chars().count() <= max);
            prop_assert!(!line.chars().any(char::is_control));
        }
        if let Ok(text) = many_lines(&typed, max) {
            let holds_refused = text.contains(['\0', '\r', '\u{202e}']);
            prop_assert!(!holds_refused);
        }
    }

    #[test]
    fn a_mail_can_be_sent_to_every_address_that_is_taken(typed in "[a-zA-Z0-9äß.+_'\"\u{915}\u{93f} -]{1,12}@[a-zA-Z0-9äß._\u{915}\u{93f}。-]{1,20}") {
        if let Ok(email) = Email::parse(&typed) {
            prop_assert!(email.on_the_wire().parse::<lettre::Address>().is_ok(), "{}", email.on_the_wire());
            prop_assert_eq!(Email::parse(&email.on_the_wire()), Ok(email));
        }
    }

    #[test]
    fn addresses_and_links_survive_being_read_again(typed in "[a-zA-Zß@.:/ -]{0,30}|https?://[\\PC]{0,30}") {
        if let Ok(email) = Email::parse(&typed) {
            prop_assert_eq!(Email::parse(email.as_str()), Ok(email));
        }
        if let Ok(link) = Link::parse(&typed) {
            prop_assert_eq!(Link::parse(link.as_str()), Ok(link));
        }
    }
}

#[test]
fn names_match_whatever_their_case_and_spaces() {
    assert!(is_own_name("  lea   AHRENS ", "Lea Ahrens"));
    assert!(is_own_name("İnes Öz", "İnes ÖZ"));
    assert!(!is_own_name("Lea", "Lea Ahrens"));
    assert!(!is_own_name("", "Lea Ahrens"));
}
