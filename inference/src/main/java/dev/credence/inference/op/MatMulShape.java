package dev.credence.inference.op;

/// Sizes of a matrix product: [rows × inner] · [inner × columns] = [rows × columns], all row-major.
public record MatMulShape(int rows, int inner, int columns) {
    public long multiplyAdds() {
        return (long) rows * inner * columns;
    }
}
