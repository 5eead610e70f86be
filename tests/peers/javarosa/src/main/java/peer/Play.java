package peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One script over one form, from the beginning to the end. */
final class Play {
    private Play() {}

    /** Plays a script that is given, or makes one up; gives back both the script and what became of it. */
    static ObjectNode job(JsonNode job) {
        ObjectNode script = job.has("script") ? job.get("script").deepCopy() : Main.JSON.createObjectNode();
        ObjectNode played = Main.JSON.createObjectNode().put("engine", "javarosa");
        try {
            String xml = Engine.read(job.get("form").asText());
            Session session = new Session(Engine.load(xml));
            if (job.has("script")) play(session, script, played);
            else improvise(session, xml, job, script, played);
        } catch (Exception | StackOverflowError error) {
            played.put("load_error", error.getClass().getSimpleName() + ": " + error.getMessage());
        }
        ObjectNode done = Main.JSON.createObjectNode();
        done.set("script", script);
        done.set("played", played);
        return done;
    }

    private static void play(Session session, JsonNode script, ObjectNode played) {
        session.labels = script.path("labels").asBoolean(false);
        boolean each = !"end".equals(script.path("snapshot").asText("each"));
        played.set("start", State.of(session));
        ArrayNode steps = played.putArray("steps");
        for (JsonNode step : script.path("steps")) steps.add(done(session, step, each));
        played.set("end", State.of(session));
    }

    private static void improvise(Session session, String xml, JsonNode job, ObjectNode script, ObjectNode played) {
        long seed = job.get("seed").asLong();
        session.labels = seed % 2 == 0;
        script.put("labels", session.labels).put("snapshot", "each");
        ArrayNode written = script.putArray("steps");
        Person person = new Person(session, new Values(xml, seed), seed);
        played.set("start", State.of(session));
        ArrayNode steps = played.putArray("steps");
        for (int i = 0; i < job.get("steps").asInt(); i++) {
            ObjectNode step = person.next();
            written.add(step);
            steps.add(done(session, step, true));
        }
        played.set("end", State.of(session));
    }

    private static ObjectNode done(Session session, JsonNode step, boolean each) {
        ObjectNode outcome = session.step(step);
        if (each) outcome.set("state", State.of(session));
        return outcome;
    }
}
