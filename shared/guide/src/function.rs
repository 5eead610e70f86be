//! The functions an expression may call.

use serde::{Deserialize, Serialize};

macro_rules! functions {
    ($($variant:ident $name:literal $fewest:literal..$most:literal $doc:literal)*) => {
        /// The functions an expression may call. `if` is compiled into jumps, and those that look around in the form
        /// have steps of their own.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Function {
            $(#[doc = $doc] $variant,)*
        }

        impl Function {
            /// Every function by the name authors write, with the fewest and most arguments it takes.
            pub const ALL: &[(&'static str, Self, u8, u8)] = &[$(($name, Self::$variant, $fewest, $most)),*];
        }
    };
}

functions! {
    Selected "selected" 2..2 "`selected(list, choice)`"
    CountSelected "count-selected" 1..1 "`count-selected(list)`"
    Not "not" 1..1 "`not(x)`"
    StringLength "string-length" 1..1 "`string-length(x)`"
    Coalesce "coalesce" 2..2 "`coalesce(a, b)`"
    Concat "concat" 0..255 "`concat(a, …)`"
    Today "today" 0..0 "`today()`"
    Number "number" 1..1 "`number(x)`"
    String "string" 1..1 "`string(x)`"
    Round "round" 1..2 "`round(x, digits)`"
    Int "int" 1..1 "`int(x)`"
    Boolean "boolean" 1..1 "`boolean(x)`"
    BooleanFromString "boolean-from-string" 1..1 "`boolean-from-string(x)`"
    SelectedAt "selected-at" 2..2 "`selected-at(list, index)`, from 0"
    Count "count" 1..1 "`count(nodes)`"
    CountNonEmpty "count-non-empty" 1..1 "`count-non-empty(nodes)`"
    Sum "sum" 1..1 "`sum(nodes)`"
    Max "max" 0..255 "`max(nodes)` or `max(a, …)`"
    Min "min" 0..255 "`min(nodes)` or `min(a, …)`"
    Join "join" 1..255 "`join(separator, nodes)` or `join(separator, a, …)`"
    PositionOf "position" 1..1 "`position(node)`: the position of its repeat instance"
    Once "once" 2..2 "`once(x)`: the value there already is, or `x`"
    Regex "regex" 2..2 "`regex(x, pattern)` with a pattern worked out while answering"
    Contains "contains" 2..2 "`contains(x, part)`"
    StartsWith "starts-with" 2..2 "`starts-with(x, part)`"
    EndsWith "ends-with" 2..2 "`ends-with(x, part)`"
    Substr "substr" 2..3 "`substr(x, from, to)`, from 0"
    SubstringBefore "substring-before" 2..2 "`substring-before(x, part)`"
    SubstringAfter "substring-after" 2..2 "`substring-after(x, part)`"
    Translate "translate" 3..3 "`translate(x, from, to)`"
    NormalizeSpace "normalize-space" 1..1 "`normalize-space(x)`"
    Now "now" 0..0 "`now()`"
    Date "date" 1..1 "`date(x)`"
    DateTime "date-time" 1..1 "`date-time(x)`"
    DecimalDateTime "decimal-date-time" 1..1 "`decimal-date-time(x)`"
    DecimalTime "decimal-time" 1..1 "`decimal-time(x)`"
    FormatDate "format-date" 2..2 "`format-date(x, pattern)`"
    FormatDateTime "format-date-time" 2..2 "`format-date-time(x, pattern)`"
    Floor "floor" 1..1 "`floor(x)`"
    Ceiling "ceiling" 1..1 "`ceiling(x)`"
    Abs "abs" 1..1 "`abs(x)`"
    Pow "pow" 2..2 "`pow(x, y)`"
    Sqrt "sqrt" 1..1 "`sqrt(x)`"
    Exp "exp" 1..1 "`exp(x)`"
    Exp10 "exp10" 1..1 "`exp10(x)`"
    Log "log" 1..1 "`log(x)`"
    Log10 "log10" 1..1 "`log10(x)`"
    Sin "sin" 1..1 "`sin(x)`"
    Cos "cos" 1..1 "`cos(x)`"
    Tan "tan" 1..1 "`tan(x)`"
    Asin "asin" 1..1 "`asin(x)`"
    Acos "acos" 1..1 "`acos(x)`"
    Atan "atan" 1..1 "`atan(x)`"
    Atan2 "atan2" 2..2 "`atan2(y, x)`"
    Pi "pi" 0..0 "`pi()`"
    Checklist "checklist" 3..255 "`checklist(least, most, a, …)`"
    WeightedChecklist "weighted-checklist" 4..255 "`weighted-checklist(least, most, a, weight, …)`"
    Area "area" 1..1 "`area(shape or points)`"
    EnclosedArea "enclosed-area" 1..1 "`enclosed-area(shape or points)`"
    Distance "distance" 1..255 "`distance(line or points)`"
    Geofence "geofence" 2..2 "`geofence(point, shape)`"
    Digest "digest" 2..3 "`digest(x, algorithm, encoding)`"
    Base64Decode "base64-decode" 1..1 "`base64-decode(x)`"
    Uuid "uuid" 0..1 "`uuid(length)`"
    Random "random" 0..0 "`random()`"
    Randomize "randomize" 1..2 "`randomize(nodes, seed)`"
    Property "property" 1..1 "`property(name)`: what a device tells of its owner; always empty"
    Version "version" 0..0 "`version()`"
    Depend "depend" 1..255 "`depend(x, …)`: its first argument"
}
