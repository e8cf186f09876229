package dev.skidway.engine;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/**
 * Runs every {@code @TestTemplate} of a class with one and with three partitions, handing it an {@link EngineHarness}, and checks after
 * each that replay equals live.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(ToyDomain::new);
 *
 * @TestTemplate
 * void countsUp(EngineHarness<ToyDomain> engine) { … }
 * }</pre>
 */
public final class ReplayEqualsLive implements TestTemplateInvocationContextProvider {

    private final Supplier<? extends Domain> newDomain;
    private final EngineLimits limits;

    private ReplayEqualsLive(Supplier<? extends Domain> newDomain, EngineLimits limits) {
        this.newDomain = newDomain;
        this.limits = limits;
    }

    public static ReplayEqualsLive over(Supplier<? extends Domain> newDomain) {
        return over(newDomain, EngineLimits.DEFAULT);
    }

    public static ReplayEqualsLive over(Supplier<? extends Domain> newDomain, EngineLimits limits) {
        return new ReplayEqualsLive(newDomain, limits);
    }

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        return Stream.of(1, 3).map(Invocation::new);
    }

    private final class Invocation
            implements TestTemplateInvocationContext, ParameterResolver, AfterTestExecutionCallback {

        private final int partitionCount;
        private final EngineHarness<?> engine;

        Invocation(int partitionCount) {
            this.partitionCount = partitionCount;
            this.engine = new EngineHarness<>(newDomain, partitionCount, limits);
        }

        @Override
        public String getDisplayName(int invocationIndex) {
            return partitionCount + (partitionCount == 1 ? " partition" : " partitions");
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == EngineHarness.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return engine;
        }

        @Override
        public void afterTestExecution(ExtensionContext context) {
            if (context.getExecutionException().isEmpty()) {
                engine.checkReplayEqualsLive();
            }
        }
    }
}
