package peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.GroupDef;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.MultipleItemsData;
import org.javarosa.core.model.data.SelectOneData;
import org.javarosa.core.model.data.UncastData;
import org.javarosa.core.model.data.helper.Selection;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;

/** One form being answered. */
final class Session {
    final FormDef form;
    final FormEntryModel model;
    final FormEntryController controller;
    /** Whether states carry the words of the questions. */
    boolean labels;
    /** The whole answers of those selects that do not offer all of it now, by path. */
    private final Map<String, String> whole = new HashMap<>();

    Session(FormDef form) {
        this.form = form;
        this.model = new FormEntryModel(form);
        this.controller = new FormEntryController(model);
    }

    /** Does one step, and says what became of it. */
    ObjectNode step(JsonNode step) {
        ObjectNode out = Main.JSON.createObjectNode();
        out.set("step", step);
        try {
            if (step.has("set")) answer(step.get("set").asText(), step.path("value").asText(), out);
            else if (step.has("clear")) answer(step.get("clear").asText(), null, out);
            else if (step.has("add_repeat")) out.put("outcome", addRepeat(step.get("add_repeat").asText()));
            else if (step.has("remove_repeat")) out.put("outcome", removeRepeat(step.get("remove_repeat").asText()));
            else {
                controller.setLanguage(step.get("language").asText());
                out.put("outcome", "ok");
            }
            settle();
        } catch (RuntimeException error) {
            out.put("outcome", "error").put("message", String.valueOf(error.getMessage()));
        }
        return out;
    }

    private void answer(String path, String value, ObjectNode out) {
        FormIndex at = find(path, FormEntryController.EVENT_QUESTION);
        if (at == null) {
            out.put("outcome", "no_such_node");
            return;
        }
        if (!model.isIndexRelevant(at)) {
            out.put("outcome", "not_relevant");
            return;
        }
        FormEntryPrompt prompt = model.getQuestionPrompt(at);
        if (prompt.isReadOnly()) {
            out.put("outcome", "readonly");
            return;
        }
        IAnswerData data = value == null ? null : data(prompt, value);
        if (value != null && data == null) {
            out.put("outcome", "bad_value");
            return;
        }
        switch (controller.answerQuestion(at, data, true)) {
            case FormEntryController.ANSWER_OK -> {
                whole.remove(path);
                out.put("outcome", "ok");
            }
            case FormEntryController.ANSWER_REQUIRED_BUT_EMPTY -> out.put("outcome", "required");
            default -> {
                out.put("outcome", "constraint");
                String message = prompt.getConstraintText(data);
                if (message != null) out.put("message", message);
            }
        }
    }

    private String addRepeat(String path) {
        FormIndex at = find(path, FormEntryController.EVENT_PROMPT_NEW_REPEAT);
        if (at == null || ((GroupDef) form.getChild(at)).getCountReference() != null) return "no_such_node";
        controller.newRepeat(at);
        return "ok";
    }

    private String removeRepeat(String path) {
        FormIndex at = find(path, FormEntryController.EVENT_REPEAT);
        if (at == null) return "no_such_node";
        controller.deleteRepeat(at);
        return "ok";
    }

    /**
     * JavaRosa drops an answer that a filter no longer offers when the choices are next read, and leaves what depends on it as
     * it was. Here they are read at once and what depends on them is calculated again, as when a person goes on from there; and
     * what was dropped comes back with its choices, as if they had not been read in between.
     */
    private void settle() {
        boolean another = true;
        for (int round = 0; another && round < 20; round++) {
            another = false;
            for (FormIndex at : questions()) {
                if (!model.isIndexRelevant(at) || !isSelect(model.getQuestionPrompt(at))) continue;
                FormEntryPrompt prompt = model.getQuestionPrompt(at);
                if (prompt.getQuestion().getDynamicChoices() == null) continue;
                String path = path(at.getReference()), before = text(prompt), all = whole.getOrDefault(path, before);
                Set<String> offered = prompt.getSelectChoices().stream().map(SelectChoice::getValue).collect(Collectors.toSet());
                String left = Arrays.stream(all.split(" ")).filter(offered::contains).collect(Collectors.joining(" "));
                if (left.equals(all)) whole.remove(path);
                else whole.put(path, all);
                if (left.equals(before)) continue;
                form.setValue(left.isEmpty() ? null : data(prompt, left), at.getReference(), true);
                another = true;
            }
        }
    }

    private static String text(FormEntryPrompt prompt) {
        return prompt.getAnswerValue() == null ? "" : prompt.getAnswerValue().uncast().getString();
    }

    /** The answer as JavaRosa's data; null when the text is not of the question's type or not among its choices. */
    static IAnswerData data(FormEntryPrompt prompt, String text) {
        boolean one = prompt.getControlType() == Constants.CONTROL_SELECT_ONE;
        if (!isSelect(prompt)) {
            try {
                return org.javarosa.core.model.data.AnswerDataFactory.templateByDataType(prompt.getDataType()).cast(new UncastData(text));
            } catch (RuntimeException error) {
                return null;
            }
        }
        List<Selection> picked = new ArrayList<>();
        List<SelectChoice> choices = prompt.getSelectChoices();
        for (String value : one ? new String[] {text} : text.trim().split("\\s+")) {
            SelectChoice choice = choices.stream().filter(c -> c.getValue().equals(value)).findFirst().orElse(null);
            if (choice == null) return null;
            picked.add(choice.selection());
        }
        return one ? new SelectOneData(picked.get(0)) : new MultipleItemsData(picked);
    }

    static boolean isSelect(FormEntryPrompt prompt) {
        return switch (prompt.getControlType()) {
            case Constants.CONTROL_SELECT_ONE, Constants.CONTROL_SELECT_MULTI, Constants.CONTROL_RANK -> true;
            default -> false;
        };
    }

    /** Every place in the form, in order; makes the instances of counted repeats on the way. */
    List<FormIndex> walk() {
        List<FormIndex> all = new ArrayList<>();
        FormIndex at = model.incrementIndex(FormIndex.createBeginningOfFormIndex());
        while (at.isInForm()) {
            model.setQuestionIndex(at);
            all.add(at);
            at = model.incrementIndex(at);
        }
        return all;
    }

    /** Every question, asked or hidden, in order. */
    List<FormIndex> questions() {
        return walk().stream().filter(at -> model.getEvent(at) == FormEntryController.EVENT_QUESTION).toList();
    }

    private FormIndex find(String wanted, int event) {
        for (FormIndex at : walk()) {
            if (model.getEvent(at) != event) continue;
            String path = path(at.getReference());
            // The one that could be added has a position too.
            if (event == FormEntryController.EVENT_PROMPT_NEW_REPEAT) path = path.replaceFirst("\\[\\d+\\]$", "");
            if (path.equals(wanted)) return at;
        }
        return null;
    }

    /** The path with positions on instances of repeats only: `/data/person[2]/name`. */
    String path(TreeReference reference) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < reference.size(); i++) {
            out.append('/').append(reference.getName(i));
            TreeElement element = form.getMainInstance().getTemplatePath(reference.getSubReference(i).genericize());
            boolean repeats = element != null && element.isRepeatable() && reference.getMultiplicity(i) >= 0;
            if (repeats) out.append('[').append(reference.getMultiplicity(i) + 1).append(']');
        }
        return out.toString();
    }
}
