use super::*;

fn all(_: &str) -> bool {
    true
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn names(source: &FolderSource) -> Vec<String> {
    source.list().unwrap().documents.into_iter().map(|document| document.name).collect()
}

#[test]
fn keeps_the_contract() {
    let folder = folder(&[("b/two.md", "two"), ("a.md", "one")]);
    crate::source::contract(&FolderSource::new(folder.path(), &[], Path::new("none"), all).unwrap());
}

#[test]
fn hidden_excluded_and_finished_files_are_no_documents() {
    let folder = folder(&[(".hidden/x", ""), ("public/x", ""), ("about/x", ""), ("a/about/y", ""), ("z", "")]);
    let exclude = ["/about/".to_owned()];
    let source = FolderSource::new(folder.path(), &exclude, &folder.path().join("public"), all).unwrap();
    assert_eq!(names(&source), ["a/about/y", "z"]);
}

#[test]
fn folders_of_generators_are_no_articles() {
    let files = ["_site/a", "b/node_modules/c/d", "_layouts/e", "_includes/f", "_posts/g", "node_modules.md"];
    let folder = folder(&files.map(|name| (name, "")));
    assert_eq!(
        names(&FolderSource::new(folder.path(), &[], Path::new("none"), all).unwrap()),
        ["_posts/g", "node_modules.md"]
    );
    // Who says that the articles are there means it.
    let within = FolderSource::new(&folder.path().join("_site"), &[], Path::new("none"), all).unwrap();
    assert_eq!(names(&within), ["a"]);
}

#[test]
fn articles_in_other_markups_are_named() {
    let folder = folder(&[("a.md", ""), ("b.mdx", ""), ("c/d.RST", ""), ("e.png", ""), ("org", "")]);
    let is_markdown = |name: &str| name.ends_with(".md");
    let listing = FolderSource::new(folder.path(), &[], Path::new("none"), is_markdown).unwrap().list().unwrap();
    let passed_over: Vec<_> = listing.passed_over.iter().map(|one| one.name.as_str()).collect();
    assert_eq!((listing.documents.len(), passed_over), (1, vec!["b.mdx", "c/d.RST"]));
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf_8_is_told_as_the_others_are() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder(&[("a/b", "")]);
    fs::write(folder.path().join("a").join(std::ffi::OsStr::from_bytes(b"x\xff")), "").unwrap();
    let listing = FolderSource::new(folder.path(), &[], Path::new("none"), all).unwrap().list().unwrap();
    assert_eq!(listing.passed_over[0].name, "a/x\u{fffd}");
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_not_followed() {
    let outside = folder(&[("secret", "s")]);
    let inside = folder(&[("a", "one")]);
    std::os::unix::fs::symlink(outside.path().join("secret"), inside.path().join("link")).unwrap();
    std::os::unix::fs::symlink(outside.path(), inside.path().join("folder")).unwrap();
    let source = FolderSource::new(inside.path(), &[], Path::new("none"), all).unwrap();
    assert_eq!(names(&source), ["a"]);
    let passed_over: Vec<_> = source.list().unwrap().passed_over.into_iter().map(|one| one.name).collect();
    assert_eq!(passed_over, ["folder", "link"]);
    assert!(source.read("link").is_err() && source.read("folder/secret").is_err());
    assert_eq!(source.probe("folder/secret", 9).unwrap(), None);
}

#[test]
fn what_can_not_be_read_is_named_below_the_folder() {
    let folder = folder(&[("a", "one")]);
    let source = FolderSource::new(folder.path(), &[], Path::new("none"), all).unwrap();
    let error = ignore::Error::Io(io::ErrorKind::PermissionDenied.into());
    let error = ignore::Error::WithPath { path: source.root.join("b/c"), err: Box::new(error) };
    let refused = source.refused(&ignore::Error::WithDepth { depth: 2, err: Box::new(error) });
    let expected = PassedOver { name: "b/c".to_owned(), why: "permission denied".to_owned(), is_refused: true };
    assert_eq!(refused, expected);
}

#[test]
fn a_pattern_that_is_none_is_refused() {
    let folder = folder(&[]);
    assert!(FolderSource::new(folder.path(), &["a{".to_owned()], Path::new("none"), all).is_err());
}

/// A few names, of which some mean something.
const NAMES: [&str; 16] = [
    "a.md",
    "b.md",
    "b",
    "c.txt",
    "d.rst",
    ".hidden.md",
    ".git",
    "_site",
    "node_modules",
    "about",
    "public",
    "a-b",
    "é.md",
    "x.png",
    "draft.md",
    "Z",
];
const RULES: [&str; 14] = [
    "*.md\n",
    "/b\n",
    "b/\n",
    "!a.md\n",
    "!.hidden.md\n",
    "draft*\n",
    "/a/b\n",
    "**/c.txt\n",
    "# none\n\n",
    "about/*\n!about/a.md\n",
    "*\n",
    "!*\n",
    "!Z/\n",
    "[\n",
];

/// Files in folders of folders, some of which are ignore files.
fn tree() -> impl proptest::strategy::Strategy<Value = Vec<(Vec<usize>, usize)>> {
    let path = proptest::collection::vec(0..NAMES.len(), 1..4);
    // What a file is: an ignore file with one of the rules, a link, or a plain one.
    proptest::collection::vec((path, 0_usize..64), 0..24)
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]
    #[test]
    fn a_quick_look_shows_what_the_general_walk_shows(
        above in 0_usize..32,
        excluded in proptest::collection::vec(0..RULES.len() - 1, 0..2),
        tree in tree(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        fs::create_dir(&root).unwrap();
        if let Some(rule) = RULES.get(above) {
            fs::write(folder.path().join(".gitignore"), rule).unwrap();
        }
        for (path, kind) in tree {
            let mut file: PathBuf = path.iter().fold(root.clone(), |path, name| path.join(NAMES[*name]));
            match kind {
                0..14 => file = file.with_file_name(".gitignore"),
                14..20 => file = file.with_file_name(".ignore"),
                _ => {}
            }
            if fs::create_dir_all(file.parent().unwrap()).is_err() {
                continue;
            }
            #[cfg(unix)]
            if kind == 63 {
                let _ = std::os::unix::fs::symlink(folder.path(), &file);
                continue;
            }
            let _ = fs::write(file, RULES[kind % RULES.len()]);
        }
        let exclude: Vec<String> = excluded.iter().map(|rule| RULES[*rule].lines().next().unwrap().to_owned()).collect();
        let is_document = |name: &str| name.ends_with(".md") || name.ends_with(".txt");
        let source = FolderSource::new(&root, &exclude, &root.join("public"), is_document).unwrap();
        let listing = source.list().unwrap();
        if let Some(glance) = source.look(true).unwrap() {
            proptest::prop_assert_eq!(glance.into_listing(), listing.clone());
        }
        proptest::prop_assert_eq!(source.glance().unwrap().into_listing(), listing.clone());
        let told = |listing: Listing| listing.documents.into_iter().map(|one| one.name).collect::<Vec<_>>();
        let names = source.names().unwrap().into_listing();
        proptest::prop_assert_eq!(&names.passed_over, &listing.passed_over);
        proptest::prop_assert_eq!(told(names), told(listing));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_quick_look_is_enough_for_what_is_as_usual() {
    let folder = folder(&[("a/.gitignore", "x\n"), ("a/b", ""), ("a/x", ""), (".hidden/x", ""), ("c.rst", "")]);
    let source = FolderSource::new(folder.path(), &["/d/".to_owned()], Path::new("none"), all).unwrap();
    let listing = source.look(true).unwrap().unwrap().into_listing();
    let names: Vec<&str> = listing.documents.iter().map(|document| document.name.as_str()).collect();
    assert_eq!(names, ["a/b", "c.rst"]);
    // More files than one thread looks at.
    (0..5000).for_each(|number| fs::write(folder.path().join(format!("a/{number}")), "").unwrap());
    assert_eq!(source.look(true).unwrap().unwrap().into_listing(), source.list().unwrap());
}
