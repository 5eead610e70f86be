//! Words that a paper or a message must not carry: whoever finds it would know what happened to the person.

/// Parts of words for trafficking and for its victims, in the languages of the directory, in lower case. Rather too many
/// lines are left out than one too few.
const TELLING: [&str; 34] = [
    "traffick",
    "human trade",
    "slave",
    "sexual exploitation",
    "forced labo",
    "victim",
    "perdagangan orang",
    "perdagangan manusia",
    "tppo",
    "perbudakan",
    "kerja paksa",
    "eksploitasi",
    "korban",
    "pemerdagangan",
    "antipemerdagangan",
    "mapo",
    "mangsa",
    "buôn bán người",
    "mua bán người",
    "nạn nhân",
    "lao động cưỡng bức",
    "ค้ามนุษย์",
    "ผู้เสียหาย",
    "เหยื่อ",
    "แรงงานบังคับ",
    "ជួញដូរ",
    "ជនរងគ្រោះ",
    "ពលកម្មដោយបង្ខំ",
    "ຄ້າມະນຸດ",
    "ຜູ້ຖືກເຄາະຮ້າຍ",
    "ແຮງງານບັງຄັບ",
    "penyelundupan orang",
    "nô lệ",
    "bóc lột",
];

/// Whether a text says that it is about trafficking or its victims, in any language.
#[must_use]
pub fn names_trafficking(text: &str) -> bool {
    let text = text.to_lowercase();
    TELLING.iter().any(|telling| text.contains(telling))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_is_noticed_in_every_language_and_case() {
        for text in [
            "Help for Trafficking victims",
            "Gugus Tugas TPPO",
            "Pencegahan perdagangan orang",
            "Talian MAPO",
            "Đường dây phòng, chống MUA BÁN NGƯỜI",
            "ช่วยเหลือผู้เสียหายจากการค้ามนุษย์",
            "ជនរងគ្រោះ",
            "ຕ້ານການຄ້າມະນຸດ",
        ] {
            assert!(names_trafficking(text), "{text}");
        }
    }

    #[test]
    fn what_any_office_could_say_of_itself_stays() {
        for text in ["A line for women and children, day and night.", "Free", "Jl. Melati 5", "129", "Klinik"] {
            assert!(!names_trafficking(text), "{text}");
        }
    }
}
