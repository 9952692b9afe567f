//! Apple's categories of podcasts (<https://podcasters.apple.com/support/1691-apple-podcasts-categories>), and those
//! that Apple gave up in 2019 and before.

use crate::check::context::{Context, Subject};
use crate::check::rules::itunes as rules;
use crate::check::values::shown;
use crate::nearest::nearest;

/// Each category, then what is in it.
const TODAY: &[&[&str]] = &[
    &["Arts", "Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"],
    &["Business", "Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"],
    &["Comedy", "Comedy Interviews", "Improv", "Stand-Up"],
    &["Education", "Courses", "How To", "Language Learning", "Self-Improvement"],
    &["Fiction", "Comedy Fiction", "Drama", "Science Fiction"],
    &["Government"],
    &["History"],
    &["Health & Fitness", "Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"],
    &["Kids & Family", "Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"],
    &[
        "Leisure",
        "Animation & Manga",
        "Automotive",
        "Aviation",
        "Crafts",
        "Games",
        "Hobbies",
        "Home & Garden",
        "Video Games",
    ],
    &["Music", "Music Commentary", "Music History", "Music Interviews"],
    &[
        "News",
        "Business News",
        "Daily News",
        "Entertainment News",
        "News Commentary",
        "Politics",
        "Sports News",
        "Tech News",
    ],
    &[
        "Religion & Spirituality",
        "Buddhism",
        "Christianity",
        "Hinduism",
        "Islam",
        "Judaism",
        "Religion",
        "Spirituality",
    ],
    &[
        "Science",
        "Astronomy",
        "Chemistry",
        "Earth Sciences",
        "Life Sciences",
        "Mathematics",
        "Natural Sciences",
        "Nature",
        "Physics",
        "Social Sciences",
    ],
    &["Society & Culture", "Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"],
    &[
        "Sports",
        "Baseball",
        "Basketball",
        "Cricket",
        "Fantasy Sports",
        "Football",
        "Golf",
        "Hockey",
        "Rugby",
        "Running",
        "Soccer",
        "Swimming",
        "Tennis",
        "Volleyball",
        "Wilderness",
        "Wrestling",
    ],
    &["Technology"],
    &["True Crime"],
    &["TV & Film", "After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"],
];

/// What Apple had once.
const ONCE: &[&[&str]] = &[
    &["Arts", "Fashion", "Literature", "Culinary"],
    &[
        "Arts & Entertainment",
        "Architecture",
        "Books",
        "Design",
        "Entertainment",
        "Games",
        "Performing Arts",
        "Photography",
        "Poetry",
        "Science Fiction",
    ],
    &["Audio Blogs"],
    &["Business", "Business News", "Management & Marketing", "Shopping", "Finance"],
    &["Comedy"],
    &[
        "Education",
        "Educational Technology",
        "Education Technology",
        "Higher Education",
        "K-12",
        "Language Courses",
        "Training",
    ],
    &["Family"],
    &["Food"],
    &["Games & Hobbies", "Automotive", "Aviation", "Hobbies", "Other Games", "Video Games"],
    &["Government & Organizations", "Local", "National", "Non-Profit", "Regional"],
    &[
        "Health",
        "Diet & Nutrition",
        "Fitness & Nutrition",
        "Fitness",
        "Relationships",
        "Self-Help",
        "Sexuality",
        "Alternative Health",
    ],
    &["Health & Fitness", "Self-Help", "Fitness & Nutrition", "Diet & Nutrition"],
    &[
        "International",
        "Australian",
        "Belgian",
        "Brazilian",
        "Canadian",
        "Chinese",
        "Dutch",
        "French",
        "German",
        "Hebrew",
        "Italian",
        "Japanese",
        "Norwegian",
        "Polish",
        "Portuguese",
        "Spanish",
        "Swedish",
    ],
    &["Movies & Television"],
    &["Music"],
    &["News"],
    &["News & Politics", "Conservative (Right)", "Liberal (Left)"],
    &["Politics"],
    &["Public Radio"],
    &[
        "Religion & Spirituality",
        "Buddhism",
        "Christianity",
        "Islam",
        "Judaism",
        "New Age",
        "Other",
        "Philosophy",
        "Spirituality",
    ],
    &["Science", "Medicine", "Natural Sciences", "Physics", "Social Sciences"],
    &["Science & Medicine", "Medicine", "Natural Sciences", "Social Sciences"],
    &["Society & Culture", "Gay & Lesbian", "History", "Personal Journals", "Philosophy", "Places & Travel"],
    &["Sports"],
    &["Sports & Recreation", "Amateur", "College & High School", "Outdoor", "Professional"],
    &["TV & Film"],
    &["Talk Radio"],
    &[
        "Technology",
        "Computers",
        "Developers",
        "Gadgets",
        "Information Technology",
        "News",
        "Operating Systems",
        "Podcasting",
        "Smart Phones",
        "Text/Speech",
        "Tech News",
        "Software How-To",
    ],
    &["Transportation", "Automotive", "Aviation", "Bicycles", "Commuting"],
    &["Travel"],
];

/// Whether a list has a category, or one within another.
fn has(list: &[&[&str]], above: Option<&str>, category: &str) -> bool {
    match above {
        None => list.iter().any(|group| group[0] == category),
        Some(above) => list.iter().any(|group| group[0] == above && group[1..].contains(&category)),
    }
}

/// A category, or one within another.
pub(super) fn category(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let category = subject.value.trim();
    let parent = subject.node.parent_element().filter(|parent| parent.tag_name().name() == "category");
    let above = parent.and_then(|parent| parent.attribute("text")).map(str::trim);
    if has(TODAY, above, category) {
        return;
    }
    if has(ONCE, above, category) {
        let message = format!("Apple gave up the category `{}`", shown(category));
        let help = "choose one of today's, such as `Technology` or `Society & Culture`";
        context.say(&rules::ITUNES_CATEGORY_OBSOLETE, subject, message, help);
        return;
    }
    let known: Vec<&'static str> = TODAY
        .iter()
        .filter(|group| above.is_none_or(|above| group[0] == above))
        .flat_map(|group| if above.is_none() { &group[..1] } else { &group[1..] })
        .copied()
        .collect();
    let same = known.iter().copied().find(|one| one.eq_ignore_ascii_case(category));
    let help = match same.or_else(|| nearest(category, &known)) {
        Some(near) => format!("write `{}`", near.replace('&', "&amp;")),
        None => "choose one of Apple's, such as `Technology` or `Society &amp; Culture`".to_owned(),
    };
    let message = match above {
        Some(above) => format!("Apple has no category `{}` in `{}`", shown(category), shown(above)),
        None => format!("Apple has no category `{}`", shown(category)),
    };
    context.say(&rules::ITUNES_CATEGORY_UNKNOWN, subject, message, &help);
}
