// Asks JavaRosa, the engine of ODK Collect, what forms come to: a question a line, an answer a line, both JSON (see
// ../reference_engines.py).

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.logging.LogManager;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.services.PropertyManager;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.model.xform.XFormSerializingVisitor;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormAnswerDataParser;
import org.javarosa.xform.util.XFormUtils;
import org.javarosa.xpath.XPathParseTool;
import org.javarosa.xpath.expr.XPathFuncExpr;
import org.javarosa.xpath.expr.XPathPathExpr;
import org.opendatakit.validate.ErrorListener;
import org.opendatakit.validate.FormValidator;
import org.opendatakit.validate.StubPropertyManager;

public class JavaRosa {
    static final ObjectMapper JSON = new ObjectMapper();

    public static void main(String[] words) throws Exception {
        LogManager.getLogManager().reset();
        new XFormsModule().registerModule();
        PropertyManager.setPropertyManager(new StubPropertyManager()); // forms ask for the name of the device
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
        System.setOut(System.err); // what JavaRosa prints is no answer
        String question;
        while ((question = questions.readLine()) != null) {
            JsonNode asked = JSON.readTree(question);
            ObjectNode told = JSON.createObjectNode().put("version", version());
            told.set("results", results(asked.get("form").asText(), asked.get("expressions")));
            ArrayNode walks = told.putArray("walks");
            ArrayNode written = told.putArray("written");
            for (JsonNode walk : asked.get("walks")) {
                FormDef form = walked(walk.get("form").asText(), walk.get("acts"));
                collect(form.getMainInstance().getRoot(), "", walks.addObject());
                byte[] xml = new XFormSerializingVisitor().serializeInstance(form.getMainInstance());
                written.add(new String(xml, StandardCharsets.UTF_8));
            }
            ArrayNode complaints = told.putArray("complaints");
            for (JsonNode form : asked.get("forms")) {
                complaints.add(complaints(form.asText()));
            }
            answers.println(JSON.writeValueAsString(told));
        }
    }

    static String version() throws Exception {
        Properties facts = new Properties();
        facts.load(FormDef.class.getResourceAsStream("/META-INF/maven/org.getodk/javarosa/pom.properties"));
        return facts.getProperty("version");
    }

    /** Returns what ODK Validate says against a form. */
    static ArrayNode complaints(String xform) {
        ArrayNode found = JSON.createArrayNode();
        ErrorListener listener = new ErrorListener() {
            public void error(Object said) {
                found.add(String.valueOf(said));
            }

            public void error(Object said, Throwable error) {
                found.add(said + ": " + error);
            }

            public void info(Object said) { }
        };
        new FormValidator().setErrorListener(listener).validate(xform.getBytes(StandardCharsets.UTF_8));
        return found;
    }

    static FormDef begun(String xform) throws Exception {
        FormDef form = XFormUtils.getFormFromInputStream(new ByteArrayInputStream(xform.getBytes(StandardCharsets.UTF_8)));
        form.initialize(true, new InstanceInitializationFactory());
        return form;
    }

    /** Evaluates each expression at the node /data/outcome; one without a result is an object with its error. */
    static ArrayNode results(String xform, JsonNode expressions) throws Exception {
        FormDef form = begun(xform);
        EvaluationContext here = new EvaluationContext(form.getEvaluationContext(), reference(form, "/data/outcome"));
        ArrayNode found = JSON.createArrayNode();
        for (JsonNode expression : expressions) {
            try {
                Object value = XPathParseTool.parseXPath(expression.asText()).eval(form.getMainInstance(), here);
                found.add(XPathFuncExpr.toString(XPathFuncExpr.unpack(value)));
            } catch (Throwable error) {
                found.addObject().put("error", String.valueOf(error.getMessage()));
            }
        }
        return found;
    }

    /** Does what a person did (["set", path, value], ["add", repeat]) and returns the form as it is then. */
    static FormDef walked(String xform, JsonNode acts) throws Exception {
        FormDef form = begun(xform);
        FormEntryController controller = new FormEntryController(new FormEntryModel(form));
        for (JsonNode act : acts) {
            firstInstances(form, controller);
            TreeReference place = reference(form, act.get(1).asText());
            if (act.get(0).asText().equals("add")) {
                form.createNewRepeat(index(controller, place));
            } else {
                TreeElement element = form.getMainInstance().resolveReference(place);
                if (element == null) { // in a repeat with a count, whose instances are made on the way to them
                    index(controller, null);
                    element = form.getMainInstance().resolveReference(place);
                }
                String written = act.get(2).asText();
                IAnswerData value = written.isEmpty() ? null
                    : XFormAnswerDataParser.getAnswerData(written, element.getDataType(), null);
                form.setValue(value, place, true);
            }
        }
        firstInstances(form, controller);
        return form;
    }

    /**
     * Adds the first instance of each uncounted repeat that has none, as in an instance that was added: there ODK Collect
     * asks for it as for the others. Our engine begins with it.
     */
    static void firstInstances(FormDef form, FormEntryController controller) throws Exception {
        controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
        int event;
        while ((event = controller.stepToNextEvent()) != FormEntryController.EVENT_END_OF_FORM) {
            FormIndex index = controller.getModel().getFormIndex();
            if (event == FormEntryController.EVENT_PROMPT_NEW_REPEAT && index.getReference().getMultLast() == 0) {
                form.createNewRepeat(index);
                controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
            }
        }
    }

    static TreeReference reference(FormDef form, String path) throws Exception {
        XPathPathExpr parsed = (XPathPathExpr) XPathParseTool.parseXPath(path);
        TreeReference asked = parsed.getReference();
        TreeReference found = TreeReference.rootRef();
        for (int level = 0; level < asked.size(); level++) {
            int place = 0;
            if (asked.getPredicate(level) != null) {
                Object number = asked.getPredicate(level).get(0).eval(form.getMainInstance(), form.getEvaluationContext());
                place = ((Double) number).intValue() - 1;
            }
            found = found.extendRef(asked.getName(level), place);
        }
        return found;
    }

    /** Goes through the form, and returns the index at which it offers one more instance of the repeat, or null. */
    static FormIndex index(FormEntryController controller, TreeReference repeat) {
        controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
        int event;
        while ((event = controller.stepToNextEvent()) != FormEntryController.EVENT_END_OF_FORM) {
            FormIndex index = controller.getModel().getFormIndex();
            if (repeat != null && event == FormEntryController.EVENT_PROMPT_NEW_REPEAT && same(index.getReference(), repeat)) {
                return index;
            }
        }
        return null;
    }

    static boolean same(TreeReference index, TreeReference repeat) {
        return index.genericize().equals(repeat.genericize()) && index.getParentRef().equals(repeat.getParentRef());
    }

    static void collect(TreeElement element, String path, ObjectNode values) {
        for (int place = 0; place < element.getNumChildren(); place++) {
            TreeElement child = element.getChildAt(place);
            if (child.isRelevant() && child.getMult() != TreeReference.INDEX_TEMPLATE) {
                String at = path + "/" + child.getName() + (child.isRepeatable() ? "[" + (child.getMult() + 1) + "]" : "");
                if (child.getNumChildren() == 0 && !child.isRepeatable()) {
                    values.put(at.substring(1), child.getValue() == null ? "" : child.getValue().uncast().getString());
                }
                collect(child, at, values);
            }
        }
    }
}
