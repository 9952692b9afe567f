//! Values of one kind, wherever they stand.

use crate::check::rule::rules;

rules! {
    NUMBER_NEGATIVE "number-negative" Error ["InvalidNonNegativeInteger"];
    NUMBER_NOT_POSITIVE "number-not-positive" Error ["InvalidPositiveInteger"];
    NUMBER_TOO_LARGE "number-too-large" Warning ["IntegerOverflow"];
    NUMBER_UNREADABLE "number-unreadable" Error ["InvalidFloat"];
    PERCENTAGE_IMPOSSIBLE "percentage-impossible" Error ["InvalidPercentage"];
    LATITUDE_IMPOSSIBLE "latitude-impossible" Error ["InvalidLatitude"];
    LONGITUDE_IMPOSSIBLE "longitude-impossible" Error ["InvalidLongitude"];
    ATTRIBUTE_NOT_BOOLEAN "attribute-not-boolean" Error ["InvalidBooleanAttribute"];
    DATE_NOT_RFC822 "date-not-rfc822" Error ["InvalidRFC2822Date"];
    DATE_WITHOUT_ZONE "date-without-zone" Error ["InvalidRFC2822Date"];
    DATE_WEEKDAY_WRONG "date-weekday-wrong" Error ["IncorrectDOW"];
    DATE_FORM_RISKY "date-form-risky" Warning ["ProblematicalRFC822Date"];
    DATE_IMPLAUSIBLE "date-implausible" Warning ["ImplausibleDate"];
    EMAIL_MISSING "email-missing" Error ["InvalidContact"];
    EMAIL_FORM_UNUSUAL "email-form-unusual" Warning ["EmailFormat"];
    EMAIL_WITHOUT_NAME "email-without-name" Warning ["MissingRealName"];
    EMAIL_IMPOSSIBLE "email-impossible" Error ["InvalidAddrSpec"];
}
