//! Reading statements and their parameters out of PostgreSQL's log.

/// A statement as it was carried out.
#[derive(Debug, PartialEq, Eq)]
pub struct Logged {
    /// With `$1`, `$2` and so on.
    pub sql: String,
    /// As text; none: null.
    pub values: Vec<Option<String>>,
}

/// The statements of a part of the log, in order. Preparing and binding, which the log shows as well, are left out.
pub fn of_log(log: &str) -> Vec<Logged> {
    let mut statements: Vec<Logged> = Vec::new();
    let mut executes = false;
    for entry in entries(log) {
        if let Some((_, said)) = entry.split_once("LOG:  duration: ") {
            // "0.046 ms  execute sqlx_s_1: select …", or "0.046 ms  statement: begin"
            let said = said.split_once(" ms  ").map_or(said, |(_, rest)| rest);
            executes = said.starts_with("execute ") || said.starts_with("statement: ");
            if let (true, Some((_, sql))) = (executes, said.split_once(": ")) {
                statements.push(Logged { sql: sql.to_owned(), values: Vec::new() });
            }
        } else if let (true, Some(at)) = (executes, entry.to_lowercase().find("detail:  parameters: "))
            && let Some(last) = statements.last_mut()
        {
            last.values = values(&entry[at + "detail:  parameters: ".len()..]);
        }
    }
    statements
}

/// Entries of the log; their further lines begin with a tab.
fn entries(log: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for line in log.lines() {
        match (line.strip_prefix('\t'), entries.last_mut()) {
            (Some(rest), Some(entry)) => {
                entry.push('\n');
                entry.push_str(rest);
            }
            _ => entries.push(line.to_owned()),
        }
    }
    entries
}

/// `$1 = 'it''s', $2 = NULL`
fn values(list: &str) -> Vec<Option<String>> {
    let mut values = Vec::new();
    let mut rest = list;
    while let Some((_, value)) = rest.split_once(" = ") {
        let Some(quoted) = value.strip_prefix('\'') else {
            values.push(None);
            rest = value;
            continue;
        };
        let mut text = String::new();
        let mut characters = quoted.char_indices().peekable();
        let mut end = quoted.len();
        while let Some((at, character)) = characters.next() {
            if character != '\'' {
                text.push(character);
            } else if characters.next_if(|(_, next)| *next == '\'').is_some() {
                text.push('\'');
            } else {
                end = at + 1;
                break;
            }
        }
        values.push(Some(text));
        rest = &quoted[end..];
    }
    values
}

/// The statement with each parameter cast from text to the type it had.
pub fn with_text_parameters(sql: &str, types: &[&str]) -> String {
    let mut cast = String::new();
    let mut rest = sql;
    while let Some(at) = rest.find('$') {
        let digits = rest[at + 1..].chars().take_while(char::is_ascii_digit).count();
        let (before, parameter) = rest.split_at(at);
        let (parameter, after) = parameter.split_at(1 + digits);
        cast.push_str(before);
        cast.push_str(parameter);
        if let Some(kind) = parameter[1..].parse().ok().and_then(|number: usize| types.get(number.wrapping_sub(1))) {
            cast.push_str("::text::");
            cast.push_str(&kind.to_lowercase());
        }
        rest = after;
    }
    cast.push_str(rest);
    cast
}
