package dev.credence.inference.op.sampling;

/// Where places of a resized axis lie on the original one, in double precision.
enum Coordinates {
    HALF_PIXEL,
    HALF_PIXEL_SYMMETRIC,
    PYTORCH_HALF_PIXEL,
    ALIGN_CORNERS,
    ASYMMETRIC,
    TF_CROP_AND_RESIZE;

    /// @param place  on the resized axis
    /// @param axis   sizes and scale; `roiStart` and `roiEnd` matter for `TF_CROP_AND_RESIZE` alone
    double original(int place, ResizedAxis axis) {
        double resized = axis.scale() * axis.in();
        return switch (this) {
            case HALF_PIXEL -> (place + 0.5) / axis.scale() - 0.5;
            case HALF_PIXEL_SYMMETRIC ->
                axis.in() / 2.0 * (1 - axis.out() / resized) + (place + 0.5) / axis.scale() - 0.5;
            case PYTORCH_HALF_PIXEL -> resized == 1 ? -0.5 : (place + 0.5) / axis.scale() - 0.5;
            case ALIGN_CORNERS -> resized == 1 ? 0 : place * (axis.in() - 1) / (resized - 1);
            case ASYMMETRIC -> place / axis.scale();
            case TF_CROP_AND_RESIZE -> {
                double width = axis.roiEnd() - axis.roiStart();
                double offset = axis.roiStart() * (axis.in() - 1);
                yield resized == 1
                        ? width * (axis.in() - 1) / 2 + offset
                        : place * width * (axis.in() - 1) / (resized - 1) + offset;
            }
        };
    }
}
