package org.suluh

import android.content.Context
import android.graphics.Color
import android.view.View
import android.view.View.ACCESSIBILITY_LIVE_REGION_ASSERTIVE
import android.view.accessibility.AccessibilityNodeInfo
import android.view.accessibility.AccessibilityNodeInfo.AccessibilityAction
import android.widget.CheckBox
import android.widget.CompoundButton
import android.widget.ImageView
import android.widget.LinearLayout
import android.widget.ProgressBar
import android.widget.RadioButton
import android.widget.TextView
import org.suluh.device.Device
import uniffi.app.ButtonRole
import uniffi.app.Choice
import uniffi.app.Component
import uniffi.app.Guidance
import uniffi.app.NoticeKind
import uniffi.app.Press
import uniffi.app.Row
import uniffi.app.Said
import uniffi.app.TimelineEntry
import uniffi.app.UserEvent
import uniffi.app.Voice

/** In large letters a long number goes on in the next line, after a hyphen and not inside a group of digits. */
private const val BREAKABLE = "-\u200B"

/** From this many on, choices with an effect at once stand beside each other, so that what they lead to is near. */
private const val MANY = 6

/** The place of the picture at the end of words, among those around them. */
private const val END = 2

/** Draws components, one function each; the core has already decided everything about them. */
internal class Renderer(
    private val context: Context,
    private val fields: Fields,
    private val device: Device,
    private val press: (UserEvent) -> Unit,
) {
    /** The language of the page. */
    var lang = ""

    /** Whether the page asks a question: its words are then the largest. */
    var asks = false

    /** Sections opened or closed by hand, by their titles. */
    val unfolded = HashMap<String, Boolean>()

    fun draw(component: Component): View = when (component) {
        is Component.Heading -> heading(component.text)
        is Component.Paragraph -> paragraph(component.text, component.voice)
        is Component.Notice -> notice(component.kind, component.text)
        is Component.Problem -> problem(component.text)
        is Component.Progress -> progress(component)
        is Component.SingleChoice -> choices(
            component.label,
            component.guidance,
            component.atOnce,
            component.choices,
            ::one,
        )
        is Component.MultipleChoice -> choices(
            component.label,
            component.guidance,
            component.atOnce,
            component.choices,
            ::any,
        )
        is Component.TextInput -> textInput(component)
        is Component.SecretInput -> secretInput(component)
        is Component.Button -> button(component)
        is Component.Rows -> rows(component)
        is Component.Contact -> contact(component)
        is Component.ReadAloud -> readAloud(component)
        is Component.HandOut -> handOut(component)
        is Component.Code -> code(component)
        is Component.Section -> section(component)
        is Component.Timeline -> timeline(component.entries)
        is Component.Countdown -> words(R.style.Words_Strong).apply { text = component.label }
    }

    /** How much of the page's width a component takes. */
    fun roomFor(component: Component): LinearLayout.LayoutParams =
        if (component is Component.ReadAloud || component is Component.Code) snug() else wide()

    /** Brings the view of `old` up to date, if only its state has changed; says whether that was possible. */
    fun update(view: View, old: Component, new: Component): Boolean = when {
        old is Component.SingleChoice && new is Component.SingleChoice ->
            new.copy(choices = old.choices) == old && mark(view, old.choices, new.choices)
        old is Component.MultipleChoice && new is Component.MultipleChoice ->
            new.copy(choices = old.choices) == old && mark(view, old.choices, new.choices)
        old is Component.TextInput && new is Component.TextInput ->
            (new.copy(value = old.value) == old).also { if (it) fields.update(new) }
        old is Component.Section && new is Component.Section ->
            (new.copy(components = old.components, open = old.open) == old).also { same ->
                if (same) inside(view).show(new.components)
            }
        else -> false
    }

    private fun heading(text: Said) = words(R.style.Words_Heading).say(text, lang).apply { isHeading() }

    private fun paragraph(text: Said, voice: Voice) = words(
        when (voice) {
            Voice.PLAIN -> R.style.Words
            Voice.ALOUD -> R.style.Words_Aloud
            Voice.HELPER -> R.style.Words_Helper
            Voice.DETAIL -> R.style.Words_Detail
        },
    ).say(text, lang)

    private fun notice(kind: NoticeKind, text: Said) = words(
        when (kind) {
            NoticeKind.INFORMATION -> R.style.Words_Information
            NoticeKind.CAUTION -> R.style.Words_Caution
        },
    ).say(text, lang)

    private fun problem(text: Said) = words(R.style.Words_Problem).say(text, lang).apply {
        accessibilityLiveRegion = ACCESSIBILITY_LIVE_REGION_ASSERTIVE
        // A live region says what changes in it, and not that it is there.
        post { this.text = this.text }
    }

    private fun progress(component: Component.Progress): View {
        val bar = ProgressBar(context, null, 0, R.style.Progress).apply {
            max = component.total.toInt()
            progress = component.now.toInt()
            importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
        }
        return context.below(R.drawable.space_near, words(R.style.Words_Detail).apply { text = component.label }, bar)
    }

    private fun choices(
        label: Said,
        guidance: Guidance?,
        atOnce: Boolean,
        choices: List<Choice>,
        draw: (Boolean) -> CompoundButton,
    ): View {
        val tiles = atOnce && choices.size >= MANY
        val drawn = choices.map { choice -> choice(draw(tiles), choice).apply { picture(choice.picture, tiles) } }
        val list = if (tiles) Tiles(context, drawn) else context.below(R.drawable.space_between, *drawn.toTypedArray())
        return context.below(R.drawable.space_between, questionLabel(label), guidance?.let(::guidance), list)
    }

    private fun choice(view: CompoundButton, choice: Choice) = view.say(choice.text, lang).apply {
        isChecked = choice.chosen
        setOnClickListener { press(choice.event) }
    }

    /** Over the words of a tile, else before them. */
    private fun CompoundButton.picture(lines: String?, tile: Boolean) {
        val picture = picture(lines ?: return, px(R.dimen.picture), currentTextColor)
        val (before, above) = if (tile) null to picture else picture to null
        setCompoundDrawablesRelativeWithIntrinsicBounds(before, above, compoundDrawablesRelative[END], null)
    }

    /** What is chosen is the core's to say, so a press alone changes nothing. */
    private fun one(tile: Boolean): CompoundButton =
        object : RadioButton(context, null, 0, if (tile) R.style.Press_Choice_Tile else R.style.Press_Choice_One) {
            override fun toggle() = Unit
        }

    private fun any(tile: Boolean): CompoundButton =
        object : CheckBox(context, null, 0, if (tile) R.style.Press_Choice_Tile else R.style.Press_Choice_Any) {
            override fun toggle() = Unit
        }

    private fun mark(view: View, old: List<Choice>, new: List<Choice>): Boolean {
        val drawn = view.all().filterIsInstance<CompoundButton>().toList()
        val same =
            old.size == new.size && old.zip(new).all { (before, now) -> now.copy(chosen = before.chosen) == before }
        if (same) drawn.zip(new).forEach { (box, choice) -> box.isChecked = choice.chosen }
        return same
    }

    private fun questionLabel(label: Said) =
        words(if (asks) R.style.Words_Question else R.style.Words_Label).say(label, lang).apply { isHeading() }

    private fun guidance(guidance: Guidance) = context.below(
        R.drawable.space_near,
        words(R.style.Words_Strong).apply { text = guidance.label },
        words(R.style.Words).say(guidance.text, lang),
    ).apply {
        setBackgroundResource(R.drawable.tinted)
        val inset = px(R.dimen.inset)
        setPadding(inset, inset, inset, inset)
    }

    private fun textInput(component: Component.TextInput): View {
        val field = fields.words(context, component)
        val label = questionLabel(component.label).apply { labelFor = field.id }
        val hint = component.hint.takeIf(String::isNotEmpty)?.let { words(R.style.Words_Detail).apply { text = it } }
        return context.below(R.drawable.space_between, label, field, hint, component.guidance?.let(::guidance))
    }

    private fun secretInput(component: Component.SecretInput): View {
        val field = fields.secret(context, component)
        val label = words(R.style.Words_Label).apply {
            text = component.label
            labelFor = field.id
        }
        return context.below(R.drawable.space_between, label, field)
    }

    private fun button(component: Component.Button) = android.widget.Button(
        context,
        null,
        0,
        when (component.role) {
            ButtonRole.MAIN -> R.style.Press_Main
            ButtonRole.QUIET -> R.style.Press_Quiet
            ButtonRole.DANGER -> R.style.Press_Danger
        },
    ).apply {
        text = component.label
        isEnabled = component.event != null
        setOnClickListener { component.event?.let(press) }
    }

    private fun rows(component: Component.Rows): View {
        val label = words(R.style.Words_Heading).apply {
            text = component.label
            isHeading()
        }
        val shown = component.shown?.let { words(R.style.Words_Detail).apply { text = it } }
        val rows = context.below(R.drawable.space_between, *component.rows.map(::row).toTypedArray())
        return context.below(
            R.drawable.space_between,
            label,
            shown,
            turn(component.fewer),
            rows.takeIf {
                component.rows.isNotEmpty()
            },
            turn(component.more),
        )
    }

    private fun row(row: Row): View {
        val title = words(R.style.Words_Name).say(row.title, lang)
        val lines = row.lines.mapIndexed { index, line ->
            words(if (index == 0) R.style.Words else R.style.Words_Detail).say(line, lang)
        }
        val inside = context.below(R.drawable.space_near, title, *lines.toTypedArray())
        val onward = ImageView(context).apply { setImageResource(R.drawable.onward) }
        return LinearLayout(context, null, 0, R.style.Press_Row).apply {
            addView(inside, rest())
            addView(onward, snug())
            setOnClickListener { press(row.event) }
        }
    }

    private fun turn(turn: Press?) = turn?.let { button(Component.Button(it.label, ButtonRole.QUIET, it.event)) }

    private fun contact(component: Component.Contact): View {
        val icon = ImageView(context).apply { setImageResource(iconOf(component.address)) }
        val label = words(R.style.Words_OnMain).say(component.label, lang)
        val text = words(R.style.Words_OnMain_Large).say(
            component.text.run {
                copy(text = text.replace("-", BREAKABLE))
            },
            lang,
        )
        return LinearLayout(context, null, 0, R.style.Press_Contact).apply {
            addView(icon, snug())
            addView(context.below(R.drawable.space_near, label, text), rest())
            setOnClickListener { device.open(component.address) }
        }
    }

    private fun iconOf(address: String) = when (address.substringBefore(':')) {
        "geo" -> R.drawable.place
        "sms", "https" -> R.drawable.message
        else -> R.drawable.call
    }

    /** The button where the device has a voice for the language, else the words that it has none; nothing until it is known. */
    private fun readAloud(component: Component.ReadAloud): View {
        val button = android.widget.Button(context, null, 0, R.style.Press_Aloud).apply {
            text = component.label
            visibility = View.GONE
            setOnClickListener { device.speaker.speak(component.text) }
        }
        val note = words(R.style.Words_Detail).apply {
            text = component.withoutVoice
            visibility = View.GONE
        }
        device.speaker.whenKnown(component.text.lang) { has -> (if (has) button else note).visibility = View.VISIBLE }
        return context.below(R.drawable.space_near, button, note)
    }

    private fun handOut(component: Component.HandOut): View {
        val share = android.widget.Button(context, null, 0, R.style.Press_Share).apply {
            text = component.share
            setOnClickListener { device.share(component.title, component.parts) }
        }
        val print = android.widget.Button(context, null, 0, R.style.Press_Print).apply {
            text = component.print
            setOnClickListener { device.print(component.title, component.parts) }
        }
        return context.below(R.drawable.space_between, share, print)
    }

    /** Dark on light whatever the colours of the page: some cameras read no code that is light on dark. */
    private fun code(component: Component.Code) = ImageView(context).apply {
        setImageDrawable(code(component.cells, component.side.toFloat(), px(R.dimen.code)))
        setBackgroundColor(Color.WHITE)
        adjustViewBounds = true
        contentDescription = component.label
    }

    private fun section(component: Component.Section): View {
        val inside = Components(context, this).apply {
            val (side, below) = px(R.dimen.side) to px(R.dimen.gap)
            setPadding(side, 0, side, below)
            show(component.components)
        }
        val title = android.widget.Button(context, null, 0, R.style.Press_Section).say(component.title, lang)
        fun unfold(open: Boolean) {
            title.isActivated = open
            inside.visibility = if (open) View.VISIBLE else View.GONE
        }
        unfold(unfolded[component.title.text] ?: component.open)
        title.setOnClickListener {
            unfold(!title.isActivated)
            unfolded[component.title.text] = title.isActivated
        }
        title.accessibilityDelegate = Unfolding
        return context.below(R.drawable.space_near, title, inside).apply { setBackgroundResource(R.drawable.card) }
    }

    private fun inside(section: View) = section.all().filterIsInstance<Components>().first()

    private fun timeline(entries: List<TimelineEntry>): View {
        val drawn = entries.map { entry ->
            context.below(
                R.drawable.space_near,
                words(R.style.Words_Detail).apply { text = entry.`when` },
                words(R.style.Words_Strong).say(entry.text, lang),
                *entry.lines.map { words(R.style.Words).say(it, lang) }.toTypedArray(),
            ).apply {
                setBackgroundResource(R.drawable.aloud)
                setPaddingRelative(px(R.dimen.side), 0, 0, 0)
            }
        }
        return context.below(R.drawable.space_gap, *drawn.toTypedArray())
    }

    private fun words(style: Int): TextView = context.words(style)
}

/** Lets a screen reader say, in its own language, whether something is unfolded. */
private object Unfolding : View.AccessibilityDelegate() {
    override fun onInitializeAccessibilityNodeInfo(host: View, info: AccessibilityNodeInfo) {
        super.onInitializeAccessibilityNodeInfo(host, info)
        info.addAction(if (host.isActivated) AccessibilityAction.ACTION_COLLAPSE else AccessibilityAction.ACTION_EXPAND)
    }

    override fun performAccessibilityAction(host: View, action: Int, args: android.os.Bundle?) = when (action) {
        AccessibilityNodeInfo.ACTION_EXPAND, AccessibilityNodeInfo.ACTION_COLLAPSE -> host.performClick()
        else -> super.performAccessibilityAction(host, action, args)
    }
}
