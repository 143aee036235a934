package dev.credence.proof.tiny;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Rooms of the module compiled against a tiny prime: their main sources but for those that have a twin among the
/// resources `tiny/`, and some test sources, in a class loader of their own.
public final class TinyField {
    private static final Path MODULE = Path.of(System.getProperty("credence.home"), "proof");

    private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();
    private final ClassLoader loader = new ClassLoader(TinyField.class.getClassLoader()) {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            ByteArrayOutputStream code = classes.get(name);
            if (code == null) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            byte[] bytes = code.toByteArray();
            return loaded == null ? defineClass(name, bytes, 0, bytes.length) : loaded;
        }
    };

    private TinyField() {}

    /// Compiles some rooms of the module, and test sources that play with them.
    ///
    /// @param prime at least 5: the sumcheck's degree goes to 4
    /// @param rooms such as `sumcheck`; all that they need must be among them
    /// @param testSources relative to the package, such as `tiny/TinyGames.java`
    public static TinyField compile(int prime, List<String> rooms, List<String> testSources) throws IOException {
        TinyField tiny = new TinyField();
        Path twins = MODULE.resolve("src/test/resources/tiny");
        List<JavaFileObject> sources = new ArrayList<>();
        for (String room : rooms) {
            try (Stream<Path> files = Files.list(MODULE.resolve("src/main/java/dev/credence/proof").resolve(room))) {
                for (Path file : files.filter(file -> !file.endsWith("package-info.java")).toList()) {
                    Path twin = twins.resolve(file.getFileName());
                    sources.add(source(Files.exists(twin) ? twin : file, prime));
                }
            }
        }
        for (String source : testSources) {
            sources.add(source(MODULE.resolve("src/test/java/dev/credence/proof").resolve(source), prime));
        }
        tiny.compile(sources);
        return tiny;
    }

    private static JavaFileObject source(Path file, int prime) throws IOException {
        String text = Files.readString(file).replace("MODULUS = 5;", "MODULUS = " + prime + ";");
        return new SimpleJavaFileObject(file.toUri(), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    /// Calls a public static method of a class of the package `dev.credence.proof` over the tiny field.
    public Object call(String type, String method, Object... arguments) {
        try {
            Class<?> loaded = loader.loadClass("dev.credence.proof." + type);
            Class<?>[] types = Stream.of(arguments).map(argument -> int.class).toArray(Class<?>[]::new);
            return loaded.getMethod(method, types).invoke(null, arguments);
        } catch (ReflectiveOperationException failed) {
            throw new AssertionError(type + "." + method + " failed over the tiny field", failed);
        }
    }

    private void compile(List<JavaFileObject> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(
                            null, new Output(files), null, options, null, sources)
                    .call();
            if (!compiled) {
                throw new AssertionError("the module does not compile over the tiny field");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private final class Output extends ForwardingJavaFileManager<JavaFileManager> {
        Output(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream code = new ByteArrayOutputStream();
            classes.put(name, code);
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return code;
                }
            };
        }
    }
}
