package peer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.GroupDef;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryPrompt;

/** Someone who answers a form as it shows itself, mostly one question after the other, and not always well. The same seed does the same. */
final class Person {
    /** More instances of a repeat take time and show nothing new. */
    private static final int MOST_INSTANCES = 4;

    private final Session session;
    private final Values values;
    private final SplittableRandom random;
    /** Where they are among the questions asked. */
    private int place;

    Person(Session session, Values values, long seed) {
        this.session = session;
        this.values = values;
        this.random = new SplittableRandom(seed);
        this.place = random.nextInt(1000);
    }

    /** What they do next. */
    ObjectNode next() {
        ObjectNode step = null;
        int mood = random.nextInt(100);
        if (mood < 4) step = outOfReach();
        else if (mood < 6) step = language();
        else if (mood < 11) step = repeats();
        if (step != null) return step;
        FormEntryPrompt prompt = question();
        if (prompt == null) return step("set", "/no/such/question").put("value", "x");
        String path = session.path(prompt.getIndex().getReference());
        if (random.nextInt(100) < 8) return step("clear", path);
        String bad = random.nextInt(100) < 8 ? values.bad(prompt) : null;
        String value = bad != null ? bad : values.good(prompt);
        return value == null ? step("clear", path) : step("set", path).put("value", value);
    }

    /** The next question that is asked, sometimes any. */
    private FormEntryPrompt question() {
        List<FormIndex> asked = session.questions().stream().filter(session.model::isIndexRelevant)
            .filter(at -> !session.model.getQuestionPrompt(at).isReadOnly()).toList();
        if (asked.isEmpty()) return null;
        place = random.nextInt(100) < 25 ? random.nextInt(asked.size()) : (place + 1) % asked.size();
        return session.model.getQuestionPrompt(asked.get(place));
    }

    /** An answer to what is hidden, only shown, or not there. */
    private ObjectNode outOfReach() {
        List<FormIndex> closed = session.questions().stream()
            .filter(at -> !session.model.isIndexRelevant(at) || session.model.getQuestionPrompt(at).isReadOnly()).toList();
        if (closed.isEmpty() || random.nextInt(8) == 0) return step("set", "/data/no_such_question").put("value", "x");
        String path = session.path(any(closed).getReference());
        return random.nextInt(4) == 0 ? step("clear", path) : step("set", path).put("value", "1");
    }

    private ObjectNode language() {
        var localizer = session.form.getLocalizer();
        if (localizer == null || localizer.getAvailableLocales().length < 2) return null;
        return step("language", any(Arrays.asList(localizer.getAvailableLocales())));
    }

    private ObjectNode repeats() {
        List<FormIndex> open = new ArrayList<>(), there = new ArrayList<>();
        for (FormIndex at : session.walk()) {
            int event = session.model.getEvent(at);
            boolean repeat = event == FormEntryController.EVENT_PROMPT_NEW_REPEAT || event == FormEntryController.EVENT_REPEAT;
            if (!repeat || !session.model.isIndexRelevant(at)) continue;
            if (((GroupDef) session.form.getChild(at)).getCountReference() != null) continue;
            if (event == FormEntryController.EVENT_REPEAT) there.add(at);
            else if (at.getReference().getMultLast() < MOST_INSTANCES) open.add(at);
        }
        if (!there.isEmpty() && random.nextInt(3) == 0) return step("remove_repeat", session.path(any(there).getReference()));
        if (open.isEmpty()) return null;
        return step("add_repeat", session.path(any(open).getReference()).replaceFirst("\\[\\d+\\]$", ""));
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static ObjectNode step(String what, String where) {
        return Main.JSON.createObjectNode().put(what, where);
    }
}
