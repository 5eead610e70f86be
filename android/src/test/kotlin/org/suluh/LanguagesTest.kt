package org.suluh

import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import uniffi.app.ButtonRole
import uniffi.app.Choice
import uniffi.app.Component
import uniffi.app.Guidance
import uniffi.app.NoticeKind
import uniffi.app.Press
import uniffi.app.Said
import uniffi.app.Screen
import uniffi.app.UserEvent
import uniffi.app.Voice

/** A question in languages that the app does not speak yet; the words are invented for this test, and nobody has reviewed them. */
private val QUESTIONS = mapOf(
    "th" to
        listOf(
            "ตอนนี้คุณปลอดภัยไหม",
            "ใช่ ฉันปลอดภัย",
            "ไม่ ฉันกลัวมากและอยากออกจากที่นี่",
            "คุณหยุดพักหรือหยุดพูดได้ทุกเมื่อ",
            "ต่อไป",
        ),
    "km" to
        listOf(
            "តើអ្នកមានសុវត្ថិភាពទេឥឡូវនេះ",
            "បាទ ខ្ញុំមានសុវត្ថិភាព",
            "ទេ ខ្ញុំភ័យខ្លាចណាស់ ហើយចង់ចេញពីទីនេះ",
            "អ្នកអាចឈប់បានគ្រប់ពេលវេលា",
            "បន្ទាប់",
        ),
    "lo" to
        listOf(
            "ຕອນນີ້ເຈົ້າປອດໄພບໍ",
            "ແມ່ນ ຂ້ອຍປອດໄພ",
            "ບໍ່ ຂ້ອຍຢ້ານຫຼາຍ ແລະ ຢາກອອກຈາກບ່ອນນີ້",
            "ເຈົ້າສາມາດຢຸດໄດ້ທຸກເວລາ",
            "ຕໍ່ໄປ",
        ),
    "vi" to
        listOf(
            "Bây giờ bạn có an toàn không?",
            "Có, tôi an toàn",
            "Không, tôi rất sợ và muốn rời khỏi đây",
            "Bạn có thể dừng lại bất cứ lúc nào",
            "Tiếp theo",
        ),
)

@RunWith(RobolectricTestRunner::class)
@Config(application = TestSuluh::class, qualifiers = "en-w320dp-h569dp-mdpi")
class LanguagesTest {
    @Before
    fun aPhone() = PretendKeystore().install()

    @Test
    fun `Thai, Khmer, Lao and Vietnamese are drawn whole on the smallest glass, also in large letters`() {
        val found = mutableListOf<String>()
        for (scale in listOf(1f, 2f)) {
            RuntimeEnvironment.setFontScale(scale)
            val person = Person()
            QUESTIONS.forEach { (language, words) ->
                val screen = question(language, words)
                person.frame.show(screen)
                person.idle()
                found += Judge(person.window, screen).all().map { "$language, $scale: $it" }
                found += drawnAsBoxes(person, language)
                Shot(person.window).save("languages/$language-${scale.toInt()}")
            }
        }
        RuntimeEnvironment.setFontScale(1f)
        assertEquals("", found.joinToString("\n"))
    }

    /** Letters without a font would be boxes. */
    private fun drawnAsBoxes(person: Person, language: String) =
        person.visible<android.widget.TextView>().filter { view ->
            view.text.any {
                it.isLetter() &&
                    !view.paint.hasGlyph(it.toString())
            }
        }
            .map { "$language: no letters for ${it.text}" }

    private fun question(lang: String, words: List<String>): Screen {
        fun said(text: String) = Said(text, lang)
        val (asked, yes, no) = words
        val (advice, next) = words.drop(3)
        val choices = listOf(yes, no).map {
            Choice(said(it), picture = null, chosen = it == yes, event = UserEvent.Back)
        }
        return Screen(
            id = "question/$lang",
            revision = ULong.MAX_VALUE,
            title = said(asked),
            lang = "en",
            back = Press("Back", UserEvent.Back),
            emergency = Press("Emergency", UserEvent.Back),
            places = emptyList(),
            `private` = false,
            hold = null,
            components = listOf(
                Component.Progress(3u, 12u, "Question 3 of about 12"),
                Component.SingleChoice("q", said(asked), Guidance("For you:", said(advice)), false, choices),
                Component.Paragraph(said(advice), Voice.ALOUD),
                Component.Notice(NoticeKind.CAUTION, said(no)),
                Component.Button(next, ButtonRole.MAIN, UserEvent.Back),
            ),
            announcement = null,
        )
    }
}
