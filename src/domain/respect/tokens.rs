//! What names a person, written one way: numbers, addresses, ids; knows no table.

use crate::domain::identity::{email_key, id_key, national_forms};

/// The forms of a phone number or an e-mail address by which it is known again; none where it is neither.
#[must_use]
pub fn tokens_of_contact(text: &str) -> Vec<String> {
    if let Some(email) = email_key(text) {
        return vec![format!("email:{email}")];
    }
    text.split([';', '|', ',']).flat_map(national_forms).map(|digits| format!("phone:{digits}")).collect()
}

/// The forms of an id; an id that is a phone number or an address is known as that, too.
#[must_use]
pub fn tokens_of_id(id: &str) -> Vec<String> {
    let mut tokens: Vec<String> = id_key(id).map(|key| format!("id:{key}")).into_iter().collect();
    let is_phone = id.trim().starts_with(['+', '(']) || id.trim().starts_with("00");
    if is_phone || id.contains('@') {
        tokens.extend(tokens_of_contact(id));
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_is_known_however_it_is_written() {
        let known = tokens_of_contact("+44 7911 120456");
        for text in ["07911 120456", "0044-7911-120456", "447911120456", "+44 (0)7911 120456"] {
            assert!(tokens_of_contact(text).iter().any(|token| known.contains(token)), "{text}");
        }
        assert!(tokens_of_contact("+44 7911 120457").iter().all(|token| !known.contains(token)));
        assert_eq!(tokens_of_contact(" Eve@Example.com"), tokens_of_contact("eve@example.com"));
        assert!(tokens_of_contact("n/a").is_empty());
    }

    #[test]
    fn ids_are_ids_and_sometimes_numbers_too() {
        assert_eq!(tokens_of_id(" 007 "), ["id:7"]);
        assert!(tokens_of_id("+44 7911 120456").contains(&"phone:7911120456".to_owned()));
        assert!(tokens_of_id("eve@example.com").contains(&"email:eve@example.com".to_owned()));
        assert_eq!(tokens_of_id("12345678"), ["id:12345678"]);
    }
}
