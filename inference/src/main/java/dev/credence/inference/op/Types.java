package dev.credence.inference.op;

import dev.credence.inference.tensor.ElementType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// Sets of element types that claims are made of.
public final class Types {
    /// Single precision, and half precision by way of it.
    public static final Set<ElementType> FLOATS = of(ElementType.FLOAT, ElementType.FLOAT16, ElementType.BFLOAT16);

    public static final Set<ElementType> FLOATS_AND_DOUBLE = plus(FLOATS, ElementType.DOUBLE);

    public static final Set<ElementType> INTEGERS = of(ElementType.INT8, ElementType.INT16, ElementType.INT32,
            ElementType.INT64, ElementType.UINT8, ElementType.UINT16, ElementType.UINT32, ElementType.UINT64);

    public static final Set<ElementType> UNSIGNED =
            of(ElementType.UINT8, ElementType.UINT16, ElementType.UINT32, ElementType.UINT64);

    public static final Set<ElementType> NUMBERS = union(FLOATS_AND_DOUBLE, INTEGERS);

    public static final Set<ElementType> FLOATS_AND_INTEGERS = union(FLOATS, INTEGERS);

    public static final Set<ElementType> BOOL = of(ElementType.BOOL);

    public static final Set<ElementType> ALL = Collections.unmodifiableSet(EnumSet.allOf(ElementType.class));

    /// Everything that a tensor can be moved around as, but text.
    public static final Set<ElementType> NUMBERS_AND_BOOL = plus(NUMBERS, ElementType.BOOL);

    private Types() {}

    public static Set<ElementType> of(ElementType first, ElementType... rest) {
        return Collections.unmodifiableSet(EnumSet.of(first, rest));
    }

    public static Set<ElementType> plus(Set<ElementType> set, ElementType... more) {
        EnumSet<ElementType> larger = EnumSet.copyOf(set);
        Collections.addAll(larger, more);
        return Collections.unmodifiableSet(larger);
    }

    private static Set<ElementType> union(Set<ElementType> a, Set<ElementType> b) {
        EnumSet<ElementType> larger = EnumSet.copyOf(a);
        larger.addAll(b);
        return Collections.unmodifiableSet(larger);
    }
}
