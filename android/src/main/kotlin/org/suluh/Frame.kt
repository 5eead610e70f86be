package org.suluh

import android.app.Activity
import android.content.Context
import android.graphics.Rect
import android.os.Build
import android.util.TypedValue
import android.view.KeyEvent
import android.view.MotionEvent
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.view.WindowInsets
import android.view.accessibility.AccessibilityNodeInfo
import android.widget.Button
import android.widget.FrameLayout
import android.widget.LinearLayout
import android.widget.ScrollView
import android.widget.TextView
import org.suluh.device.Device
import uniffi.app.ButtonRole
import uniffi.app.Component
import uniffi.app.Field
import uniffi.app.Hold
import uniffi.app.Place
import uniffi.app.PlaceLink
import uniffi.app.Screen
import uniffi.app.UserEvent

/** A screen of this height keeps the main button in reach; with larger letters it has to be as much higher. */
private const val HIGH_ENOUGH_DP = 520

/** The largest letters of a place, of the width: the longest words of the places still stand beside each other. */
private const val BESIDE = 0.048f

/**
 * The frame of every screen: the way back and the emergency above, the components in the middle, the main button within
 * reach of the thumb, the primary places below or, on a wide screen, at the side.
 */
internal class Frame(
    activity: Activity,
    private val device: Device,
    private var kept: Kept?,
    private val send: (UserEvent) -> Unit,
) : LinearLayout(activity) {
    val fields = Fields(send)
    private val renderer = Renderer(activity, fields, device, ::press)
    private val header = Ends(activity)
    private val announcement = activity.words(R.style.Words_Announcement)
    private var title = title()
    private val holdHint = activity.words(R.style.Words_Detail)
    private var components = Components(activity, renderer)
    private val column = activity.below(R.drawable.space_gap)
    private val scroll = ScrollView(activity)
    private val reach = FrameLayout(activity)
    private val places = LinearLayout(activity)
    private val page = activity.below(R.drawable.space_none)
    private val atTheSide = resources.getBoolean(R.bool.rail_at_the_side)
    private var isTyping = false
    private var shown: Screen? = null

    /** What is kept, in memory only, when the window is made again. */
    class Kept(val screen: String?, val secrets: Map<Field, String>, val unfolded: Map<String, Boolean>)

    init {
        announcement.accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
        announcement.id = R.id.announcement
        scroll.id = R.id.scroll
        scroll.isFillViewport = true
        scroll.clipToPadding = false
        places.id = R.id.places
        // A press through somebody else's window is nobody's press.
        filterTouchesWhenObscured = true
        build()
        setOnApplyWindowInsetsListener { _, insets -> insets.also { keepClear(it) } }
    }

    /** Draws the screen. The same screen is brought up to date where it stands; a new one begins at its title. */
    fun show(screen: Screen) {
        val isNew = screen.id != shown?.id
        val focused = findFocus()
        renderer.lang = screen.lang
        renderer.asks = screen.components.any { it is Component.Progress }
        if (isNew) begin(screen.id)
        drawHeader(screen)
        drawTitle(screen)
        // The same words set again would be spoken again.
        if (screen.announcement != shown?.announcement) announcement.text = screen.announcement
        announcement.visibility = if (screen.announcement == null) GONE else VISIBLE
        drawComponents(screen)
        drawPlaces(screen.places)
        val before = shown
        shown = screen
        kept?.takeIf { it.screen == screen.id }?.let { fields.secrets = it.secrets }
        kept = null
        if (isNew) return arrive(screen)
        focusAgain(focused)
        showProblem(screen.components - before?.components.orEmpty().toSet())
    }

    fun keep() = Kept(shown?.id, fields.secrets, HashMap(renderer.unfolded))

    private fun press(event: UserEvent) {
        fields.tell()
        send(event)
        fields.dropSecrets()
    }

    // The parts ----------------------------------------------------------------------------------------------------

    private fun build() {
        val side = px(R.dimen.side)
        header.setPadding(side, px(R.dimen.near), side, px(R.dimen.near))
        column.setPadding(side, px(R.dimen.gap), side, px(R.dimen.gap))
        scroll.addView(Narrow(context, column))
        reach.setPadding(side, px(R.dimen.between), side, px(R.dimen.between))
        places.setBackgroundResource(R.color.surface_2)
        page.addView(header, wide())
        page.addView(announcement, wide())
        page.addView(scroll, LayoutParams(MATCH_PARENT, 0, 1f))
        page.addView(Narrow(context, reach), wide())
        if (atTheSide) {
            places.orientation = VERTICAL
            addView(places, LayoutParams(px(R.dimen.rail), MATCH_PARENT))
            addView(page, LayoutParams(0, MATCH_PARENT, 1f))
        } else {
            page.addView(places, wide())
            addView(page, LayoutParams(MATCH_PARENT, MATCH_PARENT))
        }
    }

    private fun title() = context.words(R.style.Words_Title).apply {
        id = R.id.title
        isFocusable = true
        isFocusableInTouchMode = true
        isHeading()
    }

    /** Nothing of the screen before is left, so that whoever listens or uses a keyboard begins at the new title. */
    private fun begin(id: String) {
        device.speaker.stop()
        fields.clear()
        renderer.unfolded.clear()
        kept?.takeIf { it.screen == id }?.let { renderer.unfolded.putAll(it.unfolded) }
        column.removeAllViews()
        title = title()
        components = Components(context, renderer)
        listOf(title, holdHint, components).forEach { column.addView(it, wide()) }
    }

    private fun drawHeader(screen: Screen) {
        if (screen.back == shown?.back && screen.emergency == shown?.emergency && header.childCount > 0) return
        header.removeAllViews()
        val back = screen.back?.let { pressable(R.style.Press_Back, R.id.back, it.label, it.event) }
        header.addView(back ?: brand())
        screen.emergency?.let { header.addView(pressable(R.style.Press_Emergency, R.id.emergency, it.label, it.event)) }
    }

    /** Says nothing that is not said elsewhere. */
    private fun brand() = context.words(R.style.Words_Brand).apply {
        setText(R.string.app_name)
        importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
    }

    private fun pressable(style: Int, id: Int, label: String, event: UserEvent) =
        Button(context, null, 0, style).apply {
            this.id = id
            text = label
            setOnClickListener { press(event) }
        }

    private fun drawTitle(screen: Screen) {
        title.setTextAppearance(if (renderer.asks) R.style.Words_Title_Small else R.style.Words_Title)
        title.say(screen.title, screen.lang)
        holdHint.text = screen.hold?.label
        holdHint.visibility = if (screen.hold == null) GONE else VISIBLE
        if (screen.hold == shown?.hold && screen.id == shown?.id) return
        title.minHeight = if (screen.hold == null) 0 else px(R.dimen.touch)
        title.holds(screen.hold, send)
    }

    /** Where the screen is high enough for its letters, the main button stays in reach; else it stands where it is read. */
    private fun drawComponents(screen: Screen) {
        val main = screen.components.find {
            it is Component.Button && it.role == ButtonRole.MAIN
        }.takeIf { isHighEnough() }
        components.show(screen.components.filter { it !== main })
        if (main == null || reach.tag != main) {
            reach.removeAllViews()
            main?.let { reach.addView(renderer.draw(it)) }
            reach.tag = main
        }
        reach.visibility = if (main == null) GONE else VISIBLE
        order(screen, main)
    }

    private fun drawPlaces(links: List<PlaceLink>) {
        places.visibility = if (links.isEmpty() || isTyping) GONE else VISIBLE
        if (links == shown?.places) return
        places.removeAllViews()
        links.forEach { link ->
            val place = pressable(R.style.Press_Place_Placed, View.NO_ID, link.label, link.event)
            place.isSelected = link.current
            val icon = iconOf(link.event)
            if (atTheSide) {
                place.setCompoundDrawablesRelativeWithIntrinsicBounds(icon, 0, 0, 0)
                places.addView(place, wide())
            } else {
                place.setCompoundDrawablesRelativeWithIntrinsicBounds(0, icon, 0, 0)
                place.setTextSize(
                    TypedValue.COMPLEX_UNIT_PX,
                    minOf(
                        place.textSize,
                        resources.displayMetrics.widthPixels * BESIDE,
                    ),
                )
                places.addView(place, LayoutParams(WRAP_CONTENT, MATCH_PARENT, 1f))
            }
        }
    }

    private fun iconOf(event: UserEvent) = when ((event as? UserEvent.Go)?.place) {
        Place.SERVICES -> R.drawable.services
        Place.LEARN -> R.drawable.learn
        Place.WORK -> R.drawable.work
        Place.MORE, null -> R.drawable.more
    }

    private fun isHighEnough() = resources.configuration.run { screenHeightDp / fontScale >= HIGH_ENOUGH_DP }

    // Focus and reading order --------------------------------------------------------------------------------------

    /** What is read first is the title, then the ways out, whatever stands where. */
    private fun order(screen: Screen, main: Component?) {
        val read = listOf(title, header.findViewById(R.id.back), header.findViewById<View?>(R.id.emergency), holdHint)
        val drawn = screen.components.mapNotNull { if (it === main) reach.getChildAt(0) else components.viewOf(it) }
        (read.filterNotNull() + drawn + places).zipWithNext { before, after ->
            if (before.id == View.NO_ID) before.id = View.generateViewId()
            after.accessibilityTraversalAfter = before.id
        }
    }

    @AsksForLevel
    private fun arrive(screen: Screen) {
        scroll.scrollTo(0, 0)
        if (Build.VERSION.SDK_INT >= 28) accessibilityPaneTitle = screen.title.text
        title.requestFocus()
        title.performAccessibilityAction(AccessibilityNodeInfo.ACTION_ACCESSIBILITY_FOCUS, null)
    }

    /** Gives the focus back to what has the same words, when what had it was drawn anew. */
    private fun focusAgain(focused: View?) {
        if (focused == null || focused.isAttachedToWindow) return
        val words = (focused as? TextView)?.text?.toString()
        all().firstOrNull {
            it.isFocusable && words != null && (it as? TextView)?.text?.toString() == words
        }?.requestFocus()
    }

    /** What has just gone wrong is brought into sight, wherever somebody was. */
    private fun showProblem(news: List<Component>) {
        val problem = news.find { it is Component.Problem }?.let(components::viewOf) ?: return
        problem.post { problem.requestRectangleOnScreen(Rect(0, 0, problem.width, problem.height)) }
    }

    // The edges of the glass ---------------------------------------------------------------------------------------

    /** Nothing stands under the system's bars, a notch or the keyboard; while somebody types, the places make room. */
    private fun keepClear(insets: WindowInsets) {
        val edges = insets.edges()
        setPadding(edges.left, edges.top, edges.right, edges.bottom)
        isTyping = insets.isKeyboardOpen() && !atTheSide
        places.visibility = if (isTyping || places.childCount == 0) GONE else VISIBLE
    }
}

/** Pressed down and let go are both told; the core measures the time between. One who cannot hold presses twice. */
private fun TextView.holds(hold: Hold?, send: (UserEvent) -> Unit) {
    isClickable = hold != null
    if (hold == null) {
        setOnTouchListener(null)
        setOnKeyListener(null)
        accessibilityDelegate = null
        return
    }
    var held = false
    fun tell(down: Boolean) {
        if (held == down) return
        held = down
        send(if (down) hold.down else hold.up)
    }
    setOnTouchListener { _, touch ->
        when (touch.actionMasked) {
            MotionEvent.ACTION_DOWN -> tell(true)
            MotionEvent.ACTION_UP, MotionEvent.ACTION_CANCEL -> tell(false)
        }
        true
    }
    setOnKeyListener { _, key, event ->
        val isPress =
            key == KeyEvent.KEYCODE_ENTER || key == KeyEvent.KEYCODE_SPACE || key == KeyEvent.KEYCODE_DPAD_CENTER
        if (isPress) tell(event.action == KeyEvent.ACTION_DOWN)
        isPress
    }
    accessibilityDelegate = object : View.AccessibilityDelegate() {
        override fun performAccessibilityAction(host: View, action: Int, arguments: android.os.Bundle?): Boolean {
            if (action !=
                AccessibilityNodeInfo.ACTION_CLICK
            ) {
                return super.performAccessibilityAction(host, action, arguments)
            }
            tell(!held)
            return true
        }
    }
}

@AsksForLevel
private fun WindowInsets.edges(): Rect {
    if (Build.VERSION.SDK_INT >= 30) {
        val kinds = WindowInsets.Type.systemBars() or WindowInsets.Type.displayCutout() or WindowInsets.Type.ime()
        return getInsets(kinds).run { Rect(left, top, right, bottom) }
    }
    @Suppress("DEPRECATION")
    return Rect(systemWindowInsetLeft, systemWindowInsetTop, systemWindowInsetRight, systemWindowInsetBottom)
}

/** Before Android 11 nobody says so; there the places stay where they are. */
@AsksForLevel
private fun WindowInsets.isKeyboardOpen() = Build.VERSION.SDK_INT >= 30 && isVisible(WindowInsets.Type.ime())

/** Keeps what is inside at a width that can be read. */
private class Narrow(context: Context, inside: View) : FrameLayout(context) {
    private val most = px(R.dimen.column) + 2 * px(R.dimen.side)

    init {
        addView(inside)
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        val width = MeasureSpec.getSize(widthMeasureSpec)
        getChildAt(0).layoutParams.width = if (width > most) most else MATCH_PARENT
        super.onMeasure(widthMeasureSpec, heightMeasureSpec)
    }
}
