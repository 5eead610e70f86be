package peer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.form.api.FormEntryPrompt;

/** Values to answer with: what the form's own formulas look for, and what lies beside it. */
final class Values {
    private static final Pattern FORMULA = Pattern.compile("(?:calculate|relevant|constraint|required|nodeset)=\"([^\"]*)\"");
    private static final Pattern WORD = Pattern.compile("'([^'/]{1,20})'");
    private static final Pattern NUMBER = Pattern.compile("[<>=+*-]\\s*(\\d{1,6})\\b");

    private final SplittableRandom random;
    private final List<String> words = new ArrayList<>(List.of("Ana", "12", "AB1234", "0712345678", " x ", "é ữ \u200b", "two  words", "-0", "1e3"));
    private final List<Integer> numbers = new ArrayList<>(List.of(0, 1, 2, 5, 17, 18, 30, 99, 121, -1));

    Values(String xml, long seed) {
        random = new SplittableRandom(~seed);
        TreeSet<String> found = new TreeSet<>();
        TreeSet<Integer> compared = new TreeSet<>();
        Matcher formulas = FORMULA.matcher(xml.replace("&apos;", "'"));
        while (formulas.find()) {
            String formula = formulas.group(1).replace("&lt;", "<").replace("&gt;", ">");
            WORD.matcher(formula).results().forEach(word -> found.add(word.group(1)));
            NUMBER.matcher(formula).results().forEach(number -> compared.add(Integer.valueOf(number.group(1))));
        }
        words.addAll(found);
        for (int number : compared) numbers.addAll(List.of(number - 1, number, number + 1));
    }

    /** A value of the question's type, among its choices; null when there is none. */
    String good(FormEntryPrompt prompt) {
        if (Session.isSelect(prompt)) return choice(prompt);
        if (prompt.getControlType() == Constants.CONTROL_TRIGGER) return "OK";
        return switch (prompt.getDataType()) {
            case Constants.DATATYPE_INTEGER, Constants.DATATYPE_LONG -> String.valueOf(any(numbers));
            case Constants.DATATYPE_DECIMAL -> any(List.of("0", "0.5", "12.25", "36.6", "-2", String.valueOf(any(numbers))));
            case Constants.DATATYPE_DATE -> date();
            case Constants.DATATYPE_TIME -> any(List.of("00:00", "07:05", "23:59"));
            case Constants.DATATYPE_DATE_TIME -> date() + any(List.of("T00:00:00.000Z", "T12:30:00.000Z", "T23:59:59.000Z"));
            case Constants.DATATYPE_BOOLEAN -> any(List.of("true", "false"));
            case Constants.DATATYPE_GEOPOINT -> any(List.of("-6.2 106.8 0 0", "52.5 13.4 34.5 5"));
            case Constants.DATATYPE_GEOTRACE -> "52.5 13.4 34.5 5;52.6 13.5 0 0";
            case Constants.DATATYPE_GEOSHAPE -> "52.5 13.4 0 0;52.6 13.5 0 0;52.6 13.4 0 0;52.5 13.4 0 0";
            case Constants.DATATYPE_BINARY -> "picture.jpg";
            default -> any(words);
        };
    }

    /** A value the question cannot take; null when it takes any. */
    String bad(FormEntryPrompt prompt) {
        if (Session.isSelect(prompt)) return any(List.of("no_such_choice", "-1"));
        return switch (prompt.getDataType()) {
            case Constants.DATATYPE_INTEGER, Constants.DATATYPE_LONG -> any(List.of("abc", "1.5", "1,5", "99999999999999999999"));
            case Constants.DATATYPE_DECIMAL -> any(List.of("abc", "1,5"));
            case Constants.DATATYPE_DATE, Constants.DATATYPE_DATE_TIME -> any(List.of("yesterday", "2023-02-30", "2023-13-01"));
            default -> null;
        };
    }

    private String choice(FormEntryPrompt prompt) {
        List<String> offered = prompt.getSelectChoices().stream().map(SelectChoice::getValue).filter(v -> v.matches("\\S+")).toList();
        if (offered.isEmpty()) return null;
        if (prompt.getControlType() == Constants.CONTROL_SELECT_ONE) return any(offered);
        List<String> ticked = new ArrayList<>(offered);
        // A list to rank may be shuffled anew each time.
        if (prompt.getControlType() == Constants.CONTROL_RANK) Collections.sort(ticked);
        int keep = prompt.getControlType() == Constants.CONTROL_RANK ? offered.size() : 1 + random.nextInt(Math.min(3, offered.size()));
        while (ticked.size() > keep) ticked.remove(random.nextInt(ticked.size()));
        // Mostly in the order of the list; an order of one's own shows who keeps it.
        if (random.nextInt(10) == 0 || keep == offered.size()) Collections.rotate(ticked, 1);
        return String.join(" ", ticked);
    }

    private String date() {
        List<Integer> years = List.of(1999, 2008, 2010, 2023, 2024, 2026);
        return "%d-%02d-%02d".formatted(any(years), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
