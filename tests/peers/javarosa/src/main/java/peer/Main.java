package peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** JavaRosa as a command: plays scripts of answers over forms, in the format of `suluh guide play`. */
public final class Main {
    private static final String USAGE = """
        FORM SCRIPT [OUT]                      plays a script
        --random SEED STEPS FORM SCRIPT [OUT]  makes up a script while playing it, and writes it to SCRIPT
        --jobs                                 a job a line on the input: {"form", "script"} or {"form", "seed", "steps"};
                                               a line on the output for each: {"script", "played"}
        --bench FORM PROBES                    measures""";

    static final ObjectMapper JSON = new ObjectMapper();

    /** Does one thing and ends. */
    public static void main(String[] words) throws Exception {
        // What JavaRosa prints would mix with the answers.
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        Engine.start();
        switch (words.length == 0 ? "" : words[0]) {
            case "--jobs" -> jobs(out);
            case "--bench" -> out.println(JSON.writeValueAsString(Bench.run(words[1], JSON.readTree(new File(words[2])))));
            case "--random" -> {
                ObjectNode job = JSON.createObjectNode().put("form", words[3]);
                job.put("seed", Long.parseLong(words[1])).put("steps", Integer.parseInt(words[2]));
                ObjectNode done = Play.job(job);
                write(done.get("script"), new File(words[4]));
                give(done.get("played"), words, 5, out);
            }
            case "", "--help" -> {
                System.err.println(USAGE);
                System.exit(2);
            }
            default -> {
                ObjectNode job = JSON.createObjectNode().put("form", words[0]);
                job.set("script", JSON.readTree(new File(words[1])));
                give(Play.job(job).get("played"), words, 2, out);
            }
        }
        // A thread of a library would keep the program alive.
        System.exit(0);
    }

    private static void jobs(PrintStream out) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(JSON.writeValueAsString(Play.job(JSON.readTree(line))));
        }
    }

    private static void give(JsonNode played, String[] words, int place, PrintStream out) throws Exception {
        if (words.length > place) write(played, new File(words[place]));
        else out.println(pretty(played));
    }

    private static void write(JsonNode json, File file) throws Exception {
        java.nio.file.Files.writeString(file.toPath(), pretty(json) + "\n");
    }

    private static String pretty(JsonNode json) throws Exception {
        return JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json);
    }
}
