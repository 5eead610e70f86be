package peer;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.javarosa.core.model.CoreModelModule;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.services.IPropertyManager;
import org.javarosa.core.services.PropertyManager;
import org.javarosa.core.services.PrototypeManager;
import org.javarosa.core.util.JavaRosaCoreModule;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormUtils;
import org.joda.time.DateTimeUtils;

/** JavaRosa itself: set up once, then asked for forms. */
final class Engine {
    /** When everything is played. Both engines are told the same moment, so that midnight makes no difference. */
    private static final Instant NOW = Instant.parse(System.getProperty("peer.now", "2026-11-22T03:40:00Z"));

    private Engine() {}

    static void start() {
        PrototypeManager.registerPrototypes(JavaRosaCoreModule.classNames);
        PrototypeManager.registerPrototypes(CoreModelModule.classNames);
        new XFormsModule().registerModule();
        // What a device is asked for (its id, a telephone number) is all empty.
        PropertyManager.setPropertyManager((IPropertyManager) Proxy.newProxyInstance(
            Engine.class.getClassLoader(), new Class<?>[] {IPropertyManager.class},
            (self, method, values) -> method.getReturnType() == List.class ? List.of() : method.getReturnType() == String.class ? "" : null));
        DateTimeUtils.setCurrentMillisFixed(NOW.toEpochMilli());
    }

    static String read(String path) throws Exception {
        // `now()` follows the clock that was just set, `today()` follows the machine's and has no other.
        String today = "date(&apos;" + NOW.atZone(ZoneOffset.UTC).toLocalDate() + "&apos;)";
        return Files.readString(Path.of(path)).replaceAll("\\btoday\\(\\s*\\)", today);
    }

    /** A form that nobody has answered yet. */
    static FormDef load(String xml) throws Exception {
        FormDef form = XFormUtils.getFormFromInputStream(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        form.initialize(true, new InstanceInitializationFactory());
        return form;
    }
}
