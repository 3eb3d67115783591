package org.liverystudio.ai.torch;

import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.List;

/** A script module bound to the scope that gets its results, and to a check between its blocks. */
public final class ScriptCalls {
    private final ScriptModule module;
    private final TorchScope scope;
    private final Runnable beforeEachCall;

    ScriptCalls(ScriptModule module, TorchScope scope, Runnable beforeEachCall) {
        this.module = module;
        this.scope = scope;
        this.beforeEachCall = beforeEachCall;
    }

    /**
     * Runs a method that returns one tensor.
     *
     * @param arguments {@link Tensor}, {@link WeightBlock}, {@code Integer}, {@code Long}, {@code
     *     Double}, {@code Boolean}, {@code String} or {@code long[]}, as the script declares
     * @return belongs to the scope
     */
    public Tensor call(String method, Object... arguments) {
        try (IValue result = run(method, arguments)) {
            return new Tensor(result.toTensor(scope.manager()));
        }
    }

    /**
     * Runs a method that returns a dictionary of tensors.
     *
     * @return belongs to the caller, not to the scope
     */
    WeightBlock callForWeights(String method, Object... arguments) {
        return new WeightBlock(run(method, arguments));
    }

    /** Runs a method that returns a tuple of tensors. */
    public List<Tensor> callForTuple(String method, Object... arguments) {
        try (IValue result = run(method, arguments)) {
            List<Tensor> tensors = new ArrayList<>();
            for (IValue part : result.toIValueTuple()) {
                try (part) {
                    tensors.add(new Tensor(part.toTensor(scope.manager())));
                }
            }
            return tensors;
        }
    }

    /** The same module with results in another scope. */
    public ScriptCalls in(TorchScope other) {
        return new ScriptCalls(module, other, beforeEachCall);
    }

    /** Another module's methods, with results in the same scope and under the same check. */
    public ScriptCalls of(ScriptModule other) {
        return new ScriptCalls(other, scope, beforeEachCall);
    }

    public TorchScope scope() {
        return scope;
    }

    private IValue run(String method, Object... arguments) {
        beforeEachCall.run();
        IValue[] values = new IValue[arguments.length];
        try {
            for (int i = 0; i < arguments.length; i++) {
                values[i] = toIValue(arguments[i]);
            }
            return module.invoke(method, values);
        } finally {
            for (int i = 0; i < values.length; i++) {
                // A weight block keeps its own value for the next call.
                if (values[i] != null && !(arguments[i] instanceof WeightBlock)) {
                    values[i].close();
                }
            }
        }
    }

    private static IValue toIValue(Object argument) {
        return switch (argument) {
            case Tensor tensor -> IValue.from(tensor.array());
            case WeightBlock weights -> weights.value();
            case Integer number -> IValue.from(number.longValue());
            case Long number -> IValue.from(number);
            case Double number -> IValue.from(number);
            case Boolean flag -> IValue.from(flag);
            case String text -> IValue.from(text);
            case long[] numbers -> IValue.listFrom(numbers);
            default ->
                    throw new IllegalArgumentException(
                            "No script takes a " + argument.getClass().getName());
        };
    }
}
