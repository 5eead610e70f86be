package peer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.data.DecimalData;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.form.api.FormEntryPrompt;

/** Where a session stands: what is asked, every value, choices, what is required and what does not fit. */
final class State {
    private State() {}

    static ObjectNode of(Session session) {
        ObjectNode out = Main.JSON.createObjectNode();
        ArrayNode relevant = out.putArray("relevant");
        ArrayNode required = Main.JSON.createArrayNode(), violations = Main.JSON.createArrayNode();
        ObjectNode choices = Main.JSON.createObjectNode(), labels = Main.JSON.createObjectNode();
        for (FormIndex at : session.questions()) {
            if (!session.model.isIndexRelevant(at)) continue;
            FormEntryPrompt prompt = session.model.getQuestionPrompt(at);
            String path = session.path(at.getReference());
            relevant.add(path);
            if (session.labels) labels.put(path, prompt.getQuestionText());
            // What is ranked is not chosen from: its values are all of them.
            if (Session.isSelect(prompt) && prompt.getControlType() != Constants.CONTROL_RANK) {
                ArrayNode list = choices.putArray(path);
                for (SelectChoice choice : prompt.getSelectChoices()) list.add(choice.getValue());
            }
            IAnswerData value = prompt.getAnswerValue();
            if (prompt.isRequired()) {
                required.add(path);
                if (value == null) violations.addObject().put("ref", path).put("condition", "required");
            }
            if (value != null && !session.form.evaluateConstraint(at.getReference(), value))
                violations.addObject().put("ref", path).put("condition", "constraint");
        }
        // Only now: reading choices may drop an answer.
        values(session, session.form.getMainInstance().getRoot(), out.putObject("values"));
        out.set("choices", choices);
        out.set("required", required);
        out.set("violations", violations);
        if (session.labels) out.set("labels", labels);
        return out;
    }

    private static void values(Session session, TreeElement element, ObjectNode out) {
        boolean template = element.getMult() == TreeReference.INDEX_TEMPLATE;
        if (template || !element.isRelevant() || "meta".equals(element.getName())) return;
        if (element.getNumChildren() == 0) {
            String text = text(element.getValue(), element.getDataType());
            if (!text.isEmpty()) out.put(session.path(element.getRef()), text);
        }
        for (int i = 0; i < element.getNumChildren(); i++) values(session, element.getChildAt(i), out);
    }

    /** As written into a submission; decimals without trailing zeros. */
    private static String text(IAnswerData data, int type) {
        if (data == null) return "";
        String text = data.uncast().getString();
        boolean decimal = data instanceof DecimalData || type == Constants.DATATYPE_DECIMAL;
        if (!decimal || !text.matches("-?[0-9.]+([eE]-?[0-9]+)?")) return text;
        return new BigDecimal(text).stripTrailingZeros().toPlainString();
    }
}
