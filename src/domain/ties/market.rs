//! Who is inside the market, as decided; knows nothing of ties.

use crate::domain::model::People;
use crate::domain::model::decisions::Market;

/// Marks everybody as inside or outside. Where the market follows a column that no file has, it stays as the files say
/// and the answer is true. O(people).
pub fn mark_market(people: &mut People, market: &Market) -> bool {
    match market {
        Market::AsFilesSay => {}
        Market::Everyone => people.is_customer.fill(true),
        Market::WithProfile => people.is_customer.clone_from(&people.has_profile),
        Market::Column { heading, values } => {
            let Some(attribute) = people.attributes.iter().find(|attribute| attribute.heading == *heading) else {
                return true;
            };
            let is_in = |value: Option<&str>| value.is_some_and(|value| values.contains(value));
            people.is_customer = attribute.values.iter(people.len()).map(is_in).collect();
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::Attribute;

    #[test]
    fn the_market_is_what_was_decided() {
        let mut people = People::from_ids(["1", "2", "3"].map(str::to_owned).to_vec());
        people.has_profile = vec![true, true, false];
        people.is_customer = vec![true, false, false];
        let values = vec![Some("Bonn"), Some("Ulm"), None].into();
        people.attributes = vec![Attribute { heading: "town".into(), values }];
        let marked = |market: Market| {
            let mut people = people.clone();
            let is_gone = mark_market(&mut people, &market);
            (people.is_customer, is_gone)
        };
        let column =
            |heading: &str, value: &str| Market::Column { heading: heading.into(), values: [value.into()].into() };
        assert_eq!(marked(Market::AsFilesSay), (vec![true, false, false], false));
        assert_eq!(marked(Market::Everyone), (vec![true; 3], false));
        assert_eq!(marked(Market::WithProfile), (vec![true, true, false], false));
        assert_eq!(marked(column("town", "Ulm")), (vec![false, true, false], false));
        assert_eq!(marked(column("country", "Ulm")), (vec![true, false, false], true));
    }
}
