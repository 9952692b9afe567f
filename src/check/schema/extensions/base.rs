//! Google Base, as shops' feeds still carry it (`http://base.google.com/ns/1.0`).

use crate::check::tree::Node;

use crate::check::context::{Context, Subject};
use crate::check::rules::base as rules;
use crate::check::rules::extensions::ELEMENT_TOO_MANY;
use crate::check::schema::extensions::ENTRIES;
use crate::check::schema::extensions::address;
use crate::check::schema::{Row, row};
use crate::check::values::dates_w3c::iso8601_date;
use crate::check::values::listed::{listed, wrong, yes_no};
use crate::check::values::not_blank;
use crate::check::values::numbers::{non_negative, number, percentage, positive};

const NAMESPACE: &str = "http://base.google.com/ns/1.0";

macro_rules! words {
    ($($name:literal),* $(,)?) => { &[$(row(ENTRIES, $name).text(&[not_blank])),*] };
}

/// Whatever text.
const WORDS: &[Row] = words![
    "g:actor",
    "g:age_group",
    "g:agent",
    "g:apparel_type",
    "g:artist",
    "g:author",
    "g:availability",
    "g:brand",
    "g:color",
    "g:comments_count",
    "g:condition",
    "g:course_number",
    "g:course_times",
    "g:delivery_notes",
    "g:description",
    "g:education",
    "g:employer",
    "g:ethnicity",
    "g:format",
    "g:from_location",
    "g:google_product_category",
    "g:gtin",
    "g:id",
    "g:identifier_exists",
    "g:immigration_status",
    "g:interested_in",
    "g:isbn",
    "g:item_group_id",
    "g:job_function",
    "g:job_industry",
    "g:job_type",
    "g:language",
    "g:listing_type",
    "g:made_in",
    "g:make",
    "g:manufacturer",
    "g:manufacturer_id",
    "g:material",
    "g:megapixels",
    "g:memory",
    "g:model",
    "g:model_number",
    "g:mpn",
    "g:name_of_item_reviewed",
    "g:news_source",
    "g:occupation",
    "g:operating_system",
    "g:pattern",
    "g:payment_notes",
    "g:people_age",
    "g:pickup",
    "g:processor_speed",
    "g:product_type",
    "g:property_type",
    "g:publication_name",
    "g:publication_volume",
    "g:publish_date",
    "g:resolution",
    "g:sale_price",
    "g:school",
    "g:school_district",
    "g:sexual_orientation",
    "g:size",
    "g:subject",
    "g:subject_area",
    "g:title",
    "g:to_location",
    "g:university",
    "g:upc",
    "g:vehicle_type",
    "g:vin",
    "g:weather",
    "g:weight",
    "g:travel_date_range",
    "g:event_type",
    "g:custom_label_0",
    "g:custom_label_1",
    "g:custom_label_2",
    "g:custom_label_3",
    "g:custom_label_4",
    "g:adult",
    "g:multipack",
    "g:is_bundle",
    "g:shipping_weight",
    "g:shipping_label",
    "g:unit_pricing_measure",
    "g:unit_pricing_base_measure",
    "g:energy_efficiency_class",
    "g:availability_date",
    "g:sale_price_effective_date",
];

pub(super) const ROWS: &[Row] = &[
    row(ENTRIES, "g:area").once().text(&[measure]),
    row(ENTRIES, "g:bathrooms").once().text(&[number]),
    row(ENTRIES, "g:bedrooms").once().text(&[non_negative]),
    row(ENTRIES, "g:course_date_range").once().text(&[range]),
    row(ENTRIES, "g:currency").once().text(&[currency]),
    row(ENTRIES, "g:delivery_radius").once().text(&[measure]),
    row(ENTRIES, "g:event_date_range").once().text(&[range]),
    row(ENTRIES, "g:expiration_date").once().text(&[iso8601_date]),
    row(ENTRIES, "g:expiration_date_time").once().text(&[iso8601_date]),
    row(ENTRIES, "g:gender").once().text(&[gender]),
    row(ENTRIES, "g:hoa_dues").once().text(&[number]),
    row(ENTRIES, "g:image_link").text(&[address]),
    row(ENTRIES, "g:additional_image_link").text(&[address]),
    row(ENTRIES, "g:label").text(&[label]),
    row(ENTRIES, "g:license").text(&[not_blank]),
    row(ENTRIES, "g:link").once().text(&[address]),
    row(ENTRIES, "g:location").once().text(&[location]),
    row(ENTRIES, "g:marital_status").once().text(&[marital_status]),
    row(ENTRIES, "g:mileage").once().text(&[whole_measure]),
    row(ENTRIES, "g:mobile_link").once().text(&[address]),
    row(ENTRIES, "g:pages").once().text(&[positive]),
    row(ENTRIES, "g:payment_accepted").text(&[payment]),
    row(ENTRIES, "g:price").once().text(&[price]),
    row(ENTRIES, "g:price_type").once().text(&[price_type]),
    row(ENTRIES, "g:price_units").once().text(&[not_blank]),
    row(ENTRIES, "g:quantity").once().text(&[non_negative]),
    row(ENTRIES, "g:rating").once().text(&[rating]),
    row(ENTRIES, "g:related_link").text(&[address]),
    row(ENTRIES, "g:review_type").once().text(&[not_blank]),
    row(ENTRIES, "g:reviewer_type").once().text(&[reviewer]),
    row(ENTRIES, "g:salary").once().text(&[price]),
    row(ENTRIES, "g:salary_type").once().text(&[salary_type]),
    row(ENTRIES, "g:service_type").once().text(&[service]),
    row(ENTRIES, "g:shipping"),
    row("g:shipping", "g:country").once().text(&[not_blank]),
    row("g:shipping", "g:region").once().text(&[not_blank]),
    row("g:shipping", "g:service").once().text(&[not_blank]),
    row("g:shipping", "g:price").once().text(&[price]),
    row(ENTRIES, "g:square_footage").once().text(&[whole_measure]),
    row(ENTRIES, "g:start_date").once().text(&[iso8601_date]),
    row(ENTRIES, "g:tax"),
    row("g:tax", "g:rate").once().text(&[number]),
    row("g:tax", "g:country").once().text(&[not_blank]),
    row("g:tax", "g:region").once().text(&[not_blank]),
    row("g:tax", "g:tax_ship").once().text(&[yes_no]),
    row(ENTRIES, "g:tax_percent").once().text(&[percentage]),
    row(ENTRIES, "g:tax_region").once().text(&[not_blank]),
    row(ENTRIES, "g:year").once().text(&[year]),
];

/// The rows of plain words, which are a table of their own.
pub(super) const TEXTS: &[Row] = WORDS;

listed! {
    gender by rules::GENDER_WRONG => ["male", "female", "unisex", "m", "f"];
    marital_status by rules::MARITAL_STATUS_WRONG => ["single", "divorced", "separated", "widowed", "married", "in relationship"];
    payment by rules::PAYMENT_WRONG => [
        "Cash", "Check", "Traveler's Check", "Visa", "MasterCard", "American Express", "Discover", "Wire transfer",
        "Paypal", "Google Checkout", "GoogleCheckout", "cheque", "travelerscheck", "wiretransfer", "americanexpress"
    ];
    price_type by rules::PRICE_TYPE_WRONG => ["negotiable", "starting"];
    salary_type by rules::SALARY_TYPE_WRONG => ["starting", "negotiable"];
    reviewer by rules::REVIEWER_WRONG => ["editorial", "user"];
    service by rules::SERVICE_TYPE_WRONG => ["FC", "PC", "first-class", "parcel", "standard", "overnight"];
}

/// A word or two, without commas.
fn label(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let length = subject.value.trim().chars().count();
    if length == 0 || length > 40 || subject.value.contains(',') {
        wrong(subject, context, &rules::LABEL_WRONG, "no label", "write one label of at most 40 characters");
    }
}

/// Whether a text is a number, with a unit behind it or not.
fn is_measure(value: &str, is_number: fn(&str) -> bool) -> bool {
    let mut words = value.split_whitespace();
    let number = words.next().unwrap_or_default().replace(',', "");
    let unit_is_word = words.next().is_none_or(|unit| unit.chars().next().is_some_and(char::is_alphabetic));
    is_number(&number) && unit_is_word
}

/// A number with a unit.
fn measure(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !is_measure(subject.value, |number| number.parse::<f64>().is_ok_and(|number| number >= 0.0)) {
        wrong(subject, context, &rules::MEASURE_WRONG, "no number with a unit", "write `12.5 km`");
    }
}

/// A whole number with a unit.
fn whole_measure(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    if !is_measure(subject.value, |number| number.parse::<u64>().is_ok()) {
        wrong(subject, context, &rules::WHOLE_MEASURE_WRONG, "no whole number with a unit", "write `1200 miles`");
    }
}

/// A price: a number, the currency before or behind it.
fn price(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let value = subject.value.trim();
    let number = value.trim_matches(|c: char| c.is_alphabetic() || c.is_whitespace() || "$€£¥₹".contains(c));
    if number.replace(',', "").parse::<f64>().is_err() {
        wrong(subject, context, &rules::PRICE_WRONG, "no price", "write `19.90 EUR`");
    }
}

/// A currency's three letters (ISO 4217).
fn currency(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let value = subject.value.trim();
    if value.len() != 3 || !value.bytes().all(|byte| byte.is_ascii_uppercase()) {
        wrong(subject, context, &rules::CURRENCY_WRONG, "no currency's three letters", "write `EUR`");
    }
}

/// A rating from 1 to 5.
fn rating(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let value: Option<f64> = subject.value.trim().parse().ok();
    if !value.is_some_and(|value| (1.0..=5.0).contains(&value)) {
        wrong(subject, context, &rules::RATING_WRONG, "no rating from 1 to 5", "write a number from 1 to 5");
    }
}

/// Four digits.
fn year(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let value = subject.value.trim();
    if value.len() != 4 || !value.bytes().all(|byte| byte.is_ascii_digit()) {
        wrong(subject, context, &rules::YEAR_WRONG, "no year", "write four digits: `2025`");
    }
}

/// An address: its parts between commas, or a latitude and a longitude.
fn location(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    let parts: Vec<&str> = subject.value.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() || parts.len() > 5 {
        let help = "write street, city, state, postcode and country between commas";
        wrong(subject, context, &rules::LOCATION_WRONG, "no address", help);
    }
}

/// A date, or two with a slash between them.
fn range(subject: &Subject<'_, '_>, context: &mut Context<'_>) {
    for part in subject.value.split('/') {
        iso8601_date(&Subject { value: part, ..*subject }, context);
    }
}

/// Ten labels at most.
pub(super) fn item(node: Node<'_, '_>, context: &mut Context<'_>) {
    for name in ["label", "image_link", "additional_image_link"] {
        if let Some(eleventh) = node.children_named((NAMESPACE, name)).nth(10) {
            let message = format!("there are more than ten `g:{name}`");
            context.say_of(&ELEMENT_TOO_MANY, eleventh, message, "keep ten of them");
        }
    }
}
