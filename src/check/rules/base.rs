//! Google Base.

use crate::check::rule::rules;

rules! {
    CURRENCY_WRONG "currency-wrong" Error ["InvalidCurrencyUnit"];
    GENDER_WRONG "gender-wrong" Error ["InvalidGender"];
    LABEL_WRONG "label-wrong" Error ["InvalidLabel"];
    LOCATION_WRONG "location-wrong" Error ["InvalidLocation", "InvalidFullLocation"];
    MARITAL_STATUS_WRONG "marital-status-wrong" Error ["InvalidMaritalStatus"];
    MEASURE_WRONG "measure-wrong" Error ["InvalidFloatUnit"];
    WHOLE_MEASURE_WRONG "whole-measure-wrong" Error ["InvalidIntUnit"];
    PAYMENT_WRONG "payment-method-wrong" Error ["InvalidPaymentMethod"];
    PRICE_WRONG "price-wrong" Error ["InvalidFloatUnit"];
    PRICE_TYPE_WRONG "price-type-wrong" Error ["InvalidPriceType"];
    RATING_WRONG "rating-wrong" Error ["InvalidRatingType"];
    REVIEWER_WRONG "reviewer-type-wrong" Error ["InvalidReviewerType"];
    SALARY_TYPE_WRONG "salary-type-wrong" Error ["InvalidSalaryType"];
    SERVICE_TYPE_WRONG "service-type-wrong" Error ["InvalidServiceType"];
    YEAR_WRONG "year-wrong" Error ["InvalidYear"];
}
