package org.suluh

import android.content.Context
import android.os.Handler
import android.os.Looper
import android.text.Editable
import android.text.InputFilter
import android.text.InputType
import android.text.TextWatcher
import android.view.ActionMode
import android.view.Menu
import android.view.MenuItem
import android.view.View
import android.view.inputmethod.EditorInfo
import android.widget.EditText
import uniffi.app.Component
import uniffi.app.Field
import uniffi.app.InputKind
import uniffi.app.UserEvent

private const val TYPING_PAUSE_MS = 150L
private const val KEEP_MS = 15_000L
private const val LINES = 4

/**
 * The places to write on a screen. The core is told before every press, on leaving a field, when the app goes out of
 * sight, and now and then while somebody writes; while searching, a moment after the last key.
 */
internal class Fields(private val send: (UserEvent) -> Unit) {
    private val timer = Handler(Looper.getMainLooper())
    private val shown = LinkedHashMap<Field, Entry>()

    /**
     * A place to write.
     *
     * @property known what the core holds, as far as its screens say.
     */
    private class Entry(val view: EditText, val isSecret: Boolean, var known: String) {
        /** Told, and not yet seen on a screen. */
        val told = ArrayDeque<String>()
        var later: Runnable? = null
    }

    /** What is typed in secret fields; they are never written to disk, so a window that is made again gets them from here. */
    var secrets: Map<Field, String>
        get() = shown.filterValues(Entry::isSecret).mapValues { (_, entry) -> entry.view.text.toString() }
        set(kept) = kept.forEach { (field, text) -> shown[field]?.view?.setText(text) }

    /** A new screen has other fields. */
    fun clear() {
        shown.values.forEach { it.later?.let(timer::removeCallbacks) }
        shown.clear()
    }

    /** A place to write words. */
    fun words(context: Context, component: Component.TextInput): EditText {
        val view = field(context, component.field)
        view.inputType = inputTypeOf(component.kind)
        if (component.kind == InputKind.LINES) view.minLines = LINES
        view.filters = arrayOf(InputFilter.LengthFilter(component.limit.toInt()))
        view.setText(component.value)
        val entry = Entry(view, isSecret = false, known = component.value)
        shown[component.field] = entry
        view.whenTyped {
            if (component.kind == InputKind.SEARCH) {
                tellIn(TYPING_PAUSE_MS, component.field, entry, again = true)
            } else {
                tellIn(KEEP_MS, component.field, entry, again = false)
            }
        }
        return view
    }

    /** A place to write a secret; what the core holds of it is never seen here. */
    fun secret(context: Context, component: Component.SecretInput): EditText {
        val view = field(context, component.field)
        view.inputType = InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_PASSWORD
        shown[component.field] = Entry(view, isSecret = true, known = "")
        return view
    }

    /**
     * Writes a value only where the core has changed it to something that was not typed here; then also into a word being
     * composed, because what the core has forgotten must not stay on the glass.
     */
    fun update(component: Component.TextInput) {
        val entry = shown[component.field] ?: return
        val seen = entry.told.indexOf(component.value)
        repeat(seen + 1) { entry.told.removeFirst() }
        val changed = seen < 0 && component.value != entry.known
        entry.known = component.value
        if (changed) {
            entry.view.setText(component.value)
            entry.view.setSelection(entry.view.length())
        }
    }

    /** Tells the core everything it does not know yet. */
    fun tell() = shown.forEach(::tell)

    /** Leaves nothing secret on the screen once it was told. */
    fun dropSecrets() = shown.values.filter(Entry::isSecret).forEach { it.view.text.clear() }

    private fun field(context: Context, field: Field) = OneWay(context).apply {
        id = idOf(field)
        // What is typed here belongs into the vault: not into the window's saved state, the keyboard's memory or a
        // password manager.
        isSaveEnabled = false
        imeOptions = EditorInfo.IME_FLAG_NO_PERSONALIZED_LEARNING or EditorInfo.IME_FLAG_NO_EXTRACT_UI
        importantForAutofill = View.IMPORTANT_FOR_AUTOFILL_NO_EXCLUDE_DESCENDANTS
        setOnFocusChangeListener { _, has -> if (!has) shown[field]?.let { tell(field, it) } }
    }

    private fun tellIn(ms: Long, field: Field, entry: Entry, again: Boolean) {
        if (entry.later != null && !again) return
        entry.later?.let(timer::removeCallbacks)
        entry.later = Runnable { tell(field, entry) }.also { timer.postDelayed(it, ms) }
    }

    private fun tell(field: Field, entry: Entry) {
        entry.later?.let(timer::removeCallbacks)
        entry.later = null
        val text = entry.view.text.toString()
        if (!entry.isSecret && text == entry.known) return
        if (!entry.isSecret) entry.told += text
        send(UserEvent.Edited(field, text))
    }
}

private fun inputTypeOf(kind: InputKind): Int {
    val words = InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_CAP_SENTENCES
    return when (kind) {
        InputKind.LINE -> words
        InputKind.LINES -> words or InputType.TYPE_TEXT_FLAG_MULTI_LINE
        InputKind.SEARCH -> InputType.TYPE_CLASS_TEXT
        InputKind.NUMBER -> InputType.TYPE_CLASS_NUMBER or InputType.TYPE_NUMBER_FLAG_SIGNED
    }
}

private fun EditText.whenTyped(react: () -> Unit) = addTextChangedListener(
    object : TextWatcher {
        override fun beforeTextChanged(text: CharSequence?, start: Int, count: Int, after: Int) = Unit

        override fun onTextChanged(text: CharSequence?, start: Int, before: Int, count: Int) = Unit

        override fun afterTextChanged(text: Editable?) = react()
    },
)

/** The same field keeps its place when a window is made again. */
private fun idOf(field: Field) = when (field) {
    Field.SEARCH -> R.id.field_search
    Field.PIN -> R.id.field_pin
    Field.PIN_AGAIN -> R.id.field_pin_again
    Field.ANSWER -> R.id.field_answer
    Field.NOTE -> R.id.field_note
    Field.FIRST_NAME -> R.id.field_first_name
    Field.SAFE_CONTACT -> R.id.field_safe_contact
}

/** What is written here can be pasted into and not taken out: the clipboard, and what reads a selection, belong to other apps. */
private class OneWay(context: Context) : EditText(context, null, 0, R.style.Field) {
    init {
        customSelectionActionModeCallback = object : ActionMode.Callback {
            override fun onCreateActionMode(mode: ActionMode, menu: Menu) = true

            override fun onPrepareActionMode(mode: ActionMode, menu: Menu): Boolean {
                val offered = List(menu.size()) { menu.getItem(it).itemId }
                offered.filterNot(::staysInside).forEach(menu::removeItem)
                return true
            }

            override fun onActionItemClicked(mode: ActionMode, item: MenuItem) = false

            override fun onDestroyActionMode(mode: ActionMode) = Unit
        }
    }

    override fun onTextContextMenuItem(id: Int) = staysInside(id) && super.onTextContextMenuItem(id)

    private fun staysInside(id: Int) =
        id == android.R.id.paste || id == android.R.id.pasteAsPlainText || id == android.R.id.selectAll
}
