//! Words that a paper or a message must not carry: whoever finds it would know what happened to the person.

use std::sync::LazyLock;

use crate::runs;

/// What tells it, in the languages of the directory. Rather too many lines are left out than one too few. Spaces stand for
/// whatever divides words.
const TELLING: [&str; 50] = [
    "traffick",
    "human trade",
    "slave",
    "exploit",
    "forced labo",
    "forced marriage",
    "bonded labo",
    "debt bondage",
    "smuggl",
    "prostitut",
    "sex work",
    "detention",
    "victim",
    "survivor",
    "anti tip",
    "perdagangan orang",
    "perdagangan manusia",
    "perdagangan anak",
    "perdagangan perempuan",
    "tppo",
    "penyintas",
    "perbudakan",
    "kerja paksa",
    "kawin paksa",
    "eksploitasi",
    "penyekapan",
    "penyelundupan",
    "pelacuran",
    "korban",
    "pemerdagangan",
    "penyeludupan",
    "buruh paksa",
    "mapo",
    "mangsa",
    "buôn bán người",
    "mua bán người",
    "buôn người",
    "nạn nhân",
    "cưỡng bức",
    "nô lệ",
    "bóc lột",
    "ค้ามนุษย์",
    "ผู้เสียหาย",
    "เหยื่อ",
    "แรงงานบังคับ",
    "ជួញដូរ",
    "ជនរងគ្រោះ",
    "ដោយបង្ខំ",
    "ຄ້າມະນຸດ",
    "ຜູ້ຖືກເຄາະຮ້າຍ",
];

/// Signs that nobody sees and that divide no word.
const UNSEEN: [char; 5] = ['\u{AD}', '\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}'];

/// [`TELLING`], written as a text is compared.
static FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| TELLING.iter().map(|telling| folded(telling)).collect());

/// Whether a text says that it is about trafficking or its victims, in any language and however it is spaced or encoded.
#[must_use]
pub fn names_trafficking(text: &str) -> bool {
    let text = folded(text);
    FOLDED.iter().any(|telling| text.contains(telling))
}

fn folded(text: &str) -> String {
    runs(&text.replace(UNSEEN, "")).join(" ")
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
            "mua ba\u{301}n ngu\u{31b}o\u{31b}\u{300}i",
            "ជួញ\u{200b}ដូរ",
            "traf\u{ad}ficking",
            "Perdagangan   orang",
            "Anti-TIP Police",
            "National Police 117, unlawful detention",
            "Polisi Nasional 117, penyekapan",
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
