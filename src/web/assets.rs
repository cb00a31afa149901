//! Static files: embedded in the binary, named by their content, answered from memory.
//!
//! The style sheets are joined into one and the scripts into one module at first use; there is no
//! build step. A name carries the hash of what it stands for (`/static/tandem.1a2b3c4d.css`), so
//! an answer may be kept for ever, and compression is paid once and not per request.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::LazyLock;

use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use rust_embed::{EmbeddedFile, RustEmbed};
use sha2::{Digest, Sha256};

#[derive(RustEmbed)]
#[folder = "static/"]
struct Files;

/// The style sheet that says in which order layers win: it has to come first, the others come by name.
const FIRST_STYLE: &str = "css/layers.css";

/// The script every other one may rely on.
const FIRST_SCRIPT: &str = "vendor/idiomorph.js";

static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::from_files);

/// The URL of a static file by its plain name: `tandem.css`, `tandem.js` or an image such as
/// `mark.svg`.
///
/// Names are literals of our own templates: an unknown one is a mistake that a debug build refuses
/// and that in a release costs a missing file, not the page.
pub fn url(name: &str) -> String {
    let public = ASSETS.public.get(name);
    debug_assert!(public.is_some(), "there is no static file {name}");
    format!("/static/{}", public.map_or(name, String::as_str))
}

/// Answers `GET /static/{name}`.
pub async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response<Body> {
    let Some(asset) = ASSETS.files.get(&name) else {
        return answer(StatusCode::NOT_FOUND, Body::empty());
    };
    if wants_nothing_newer(&headers, &asset.etag) {
        return asset.dress(answer(StatusCode::NOT_MODIFIED, Body::empty()));
    }
    let (encoding, bytes) = asset.best_for(&headers);
    let mut response = answer(StatusCode::OK, Body::from(bytes.clone()));
    if let Some(encoding) = encoding {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    asset.dress(response)
}

/// All files in every shape they are served in.
struct Assets {
    /// Plain name → name with hash.
    public: BTreeMap<String, String>,
    /// Name with hash → content.
    files: BTreeMap<String, Asset>,
}

struct Asset {
    kind: &'static str,
    etag: HeaderValue,
    raw: Bytes,
    gzip: Bytes,
    brotli: Bytes,
}

impl Assets {
    fn from_files() -> Self {
        let mut assets = Self { public: BTreeMap::new(), files: BTreeMap::new() };
        assets.add("tandem.css", joined_styles().into_bytes());
        assets.add("tandem.js", joined_scripts().into_bytes());
        for path in Files::iter() {
            if let Some(name) = path.strip_prefix("img/")
                && let Some(file) = Files::get(&path)
            {
                assets.add(name, file.data.into_owned());
            }
        }
        assets
    }

    fn add(&mut self, name: &str, content: Vec<u8>) {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let hash = hex::encode(Sha256::digest(&content));
        let public = format!("{stem}.{}.{extension}", &hash[..8]);
        let asset = Asset::new(media_type(extension), &hash, content);
        self.public.insert(name.to_owned(), public.clone());
        self.files.insert(public, asset);
    }
}

impl Asset {
    fn new(kind: &'static str, hash: &str, content: Vec<u8>) -> Self {
        Self {
            kind,
            // Hexadecimal in quotes is always a legal header value.
            etag: HeaderValue::from_str(&format!("\"{}\"", &hash[..32])).unwrap_or(HeaderValue::from_static("\"\"")),
            gzip: gzip(&content).into(),
            brotli: brotli(&content).into(),
            raw: content.into(),
        }
    }

    /// The smallest shape the asker understands, with the name of its encoding.
    fn best_for(&self, headers: &HeaderMap) -> (Option<&'static str>, &Bytes) {
        [("br", &self.brotli), ("gzip", &self.gzip)]
            .into_iter()
            .filter(|(encoding, bytes)| bytes.len() < self.raw.len() && accepts(headers, encoding))
            .map(|(encoding, bytes)| (Some(encoding), bytes))
            .next()
            .unwrap_or((None, &self.raw))
    }

    /// What every answer about this file says, 304 included.
    fn dress(&self, mut response: Response<Body>) -> Response<Body> {
        let headers = response.headers_mut();
        headers.insert(header::ETAG, self.etag.clone());
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        response
    }
}

fn joined_styles() -> String {
    let others = paths_in("css/", ".css").filter(|path| path != FIRST_STYLE);
    std::iter::once(FIRST_STYLE.to_owned()).chain(others).filter_map(|path| text(&path)).collect()
}

/// One module of many: each script in a block of its own, so that their names do not meet.
fn joined_scripts() -> String {
    let vendored = text(FIRST_SCRIPT).unwrap_or_default();
    paths_in("js/", ".js").filter_map(|path| text(&path)).fold(vendored, |joined, script| joined + "\n{\n" + &script + "}\n")
}

fn paths_in(folder: &'static str, extension: &'static str) -> impl Iterator<Item = String> {
    let mut paths: Vec<String> =
        Files::iter().filter(|path| path.starts_with(folder) && path.ends_with(extension)).map(Cow::into_owned).collect();
    paths.sort();
    paths.into_iter()
}

fn text(path: &str) -> Option<String> {
    Files::get(path).map(|EmbeddedFile { data, .. }| String::from_utf8_lossy(&data).into_owned())
}

fn media_type(extension: &str) -> &'static str {
    match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        _ => "application/octet-stream",
    }
}

/// Whether `Accept-Encoding` names this encoding and does not refuse it (`;q=0`).
fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).any(
        |offer| {
            let (name, weight) = offer.split_once(';').unwrap_or((offer, "q=1"));
            let weight = weight.trim().trim_start_matches("q=").parse::<f32>();
            name.trim().eq_ignore_ascii_case(encoding) && weight.unwrap_or(1.0) > 0.0
        },
    )
}

fn wants_nothing_newer(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    let Ok(etag) = etag.to_str() else {
        return false;
    };
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|known| known.trim().trim_start_matches("W/"))
        .any(|known| known == etag || known == "*")
}

fn answer(status: StatusCode, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    // Writing into memory does not fail; if it did, an empty result would be passed over as useless.
    match encoder.write_all(content).and_then(|()| encoder.finish()) {
        Ok(bytes) => bytes,
        Err(_) => content.to_vec(),
    }
}

fn brotli(content: &[u8]) -> Vec<u8> {
    // Quality 11 costs a second in a debug build for two percent fewer bytes than 9.
    let parameters = brotli::enc::BrotliEncoderParams { quality: 9, ..Default::default() };
    let mut bytes = Vec::new();
    match brotli::BrotliCompress(&mut &content[..], &mut bytes, &parameters) {
        Ok(_) => bytes,
        Err(_) => content.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use axum::body::to_bytes;

    use super::*;

    async fn get(url: &str, headers: &[(header::HeaderName, &str)]) -> Response<Body> {
        let name = url.trim_start_matches("/static/").to_owned();
        let headers = headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_str(value).unwrap())).collect();
        serve(Path(name), headers).await
    }

    async fn body(response: Response<Body>) -> Vec<u8> {
        to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()
    }

    #[tokio::test]
    async fn a_file_is_found_by_its_hashed_name_only_and_may_be_kept_for_ever() {
        let css = url("tandem.css");
        assert_eq!(css.len(), "/static/tandem.12345678.css".len());
        let response = get(&css, &[]).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/css; charset=utf-8");
        assert_eq!(response.headers()[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
        assert_eq!(response.headers()[header::VARY], "accept-encoding");
        let content = String::from_utf8(body(response).await).unwrap();
        let layers = content.find("@layer reset, tokens").unwrap();
        assert!(content[..layers].lines().count() < 3, "the order of layers comes first");

        for unknown in ["tandem.css", "tandem.00000000.css", "../Cargo.toml", ""] {
            assert_eq!(get(unknown, &[]).await.status(), StatusCode::NOT_FOUND);
        }
    }

    #[tokio::test]
    async fn both_compressions_hold_the_same_bytes() {
        let js = url("tandem.js");
        let raw = body(get(&js, &[]).await).await;

        let gzipped = get(&js, &[(header::ACCEPT_ENCODING, "gzip, br;q=0")]).await;
        assert_eq!(gzipped.headers()[header::CONTENT_ENCODING], "gzip");
        let mut plain = Vec::new();
        flate2::read::GzDecoder::new(&body(gzipped).await[..]).read_to_end(&mut plain).unwrap();
        assert_eq!(plain, raw);

        let brotlied = get(&js, &[(header::ACCEPT_ENCODING, "gzip, deflate, br")]).await;
        assert_eq!(brotlied.headers()[header::CONTENT_ENCODING], "br");
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut &body(brotlied).await[..], &mut plain).unwrap();
        assert_eq!(plain, raw);
    }

    #[tokio::test]
    async fn a_known_file_is_not_sent_again() {
        let mark = url("mark.svg");
        let etag = get(&mark, &[]).await.headers()[header::ETAG].clone();
        let again = get(&mark, &[(header::IF_NONE_MATCH, etag.to_str().unwrap())]).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(again.headers()[header::ETAG], etag);
        assert!(body(again).await.is_empty());

        let other = get(&mark, &[(header::IF_NONE_MATCH, "\"another\"")]).await;
        assert_eq!(other.status(), StatusCode::OK);
    }

    #[test]
    fn nothing_loads_from_elsewhere_and_nothing_needs_evaluation() {
        let (styles, scripts) = (joined_styles(), joined_scripts());
        for foreign in ["@import", "url(http", "url(//", "url(data:"] {
            assert!(!styles.contains(foreign), "{foreign} in the styles");
        }
        for evaluation in ["eval(", "new Function", ".style.", "innerHTML ="] {
            let ours = scripts.split("export {Idiomorph}").nth(1).unwrap();
            assert!(!ours.contains(evaluation), "{evaluation} in the scripts");
        }
    }
}
