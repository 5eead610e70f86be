package peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryPrompt;

/**
 * How long a form takes to load, and one answer with everything that follows from it.
 *
 * <p>A probe answers one question with one value after the other and each time reads another one (`look`): whether it is asked,
 * and its value or its choices. `before` is answered first. The output is that of `suluh guide bench`.
 */
final class Bench {
    private Bench() {}

    static ObjectNode run(String path, JsonNode probes) throws Exception {
        ObjectNode out = Main.JSON.createObjectNode().put("engine", "javarosa").put("form", path);
        List<Double> loads = new ArrayList<>();
        Session session = null;
        String xml = Engine.read(path);
        for (int i = 0; i < probes.path("loads").asInt(7); i++) {
            long began = System.nanoTime();
            session = new Session(Engine.load(xml));
            loads.add(since(began));
        }
        out.put("load_first_ms", rounded(loads.get(0)));
        out.set("load", figures(loads));
        Map<String, FormIndex> questions = new HashMap<>();
        for (FormIndex at : session.questions()) questions.put(session.path(at.getReference()), at);
        out.put("questions", questions.size());
        for (JsonNode pair : probes.path("before")) answer(session, questions.get(pair.get(0).asText()), pair.get(1).asText());
        ObjectNode measured = out.putObject("probes");
        for (JsonNode probe : probes.path("probes")) {
            List<Double> times = probe(session, questions, probe);
            // The first half warms up.
            measured.set(probe.get("name").asText(), figures(times.subList(times.size() / 2, times.size())));
        }
        return out;
    }

    private static List<Double> probe(Session session, Map<String, FormIndex> questions, JsonNode probe) {
        FormIndex at = questions.get(probe.get("set").asText()), look = questions.get(probe.path("look").asText());
        JsonNode values = probe.get("values");
        int most = probe.path("n").asInt(2000);
        double budget = probe.path("budget_ms").asDouble(3000);
        List<Double> times = new ArrayList<>();
        long started = System.nanoTime();
        for (int i = 0; i < most && (i < 4 || since(started) < budget); i++) {
            IAnswerData data = Session.data(session.model.getQuestionPrompt(at), values.get(i % values.size()).asText());
            long began = System.nanoTime();
            int outcome = session.controller.answerQuestion(at, data, true);
            if (look != null) look(session, look);
            times.add(since(began));
            if (outcome != FormEntryController.ANSWER_OK) throw new IllegalStateException("answer refused: " + probe);
        }
        // As it was before the probe.
        answer(session, at, values.get(values.size() - 1).asText());
        return times;
    }

    private static void look(Session session, FormIndex at) {
        session.model.isIndexRelevant(at);
        FormEntryPrompt prompt = session.model.getQuestionPrompt(at);
        if (prompt.getQuestion().getDynamicChoices() != null) prompt.getSelectChoices();
        else prompt.getAnswerValue();
    }

    private static void answer(Session session, FormIndex at, String value) {
        IAnswerData data = Session.data(session.model.getQuestionPrompt(at), value);
        if (session.controller.answerQuestion(at, data, true) != FormEntryController.ANSWER_OK)
            throw new IllegalStateException("answer refused: " + session.path(at.getReference()));
    }

    private static ObjectNode figures(List<Double> times) {
        double[] ms = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        ObjectNode out = Main.JSON.createObjectNode().put("n", ms.length).put("min_ms", rounded(ms[0]));
        out.put("p50_ms", rounded(ms[ms.length / 2]));
        out.put("p99_ms", rounded(ms[(int) Math.min(ms.length - 1, Math.round(ms.length * 0.99))]));
        return out.put("max_ms", rounded(ms[ms.length - 1]));
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e6;
    }

    private static double rounded(double ms) {
        return Math.round(ms * 1e5) / 1e5;
    }
}
