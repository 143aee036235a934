package dev.credence.node.input;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;

/// PNG → gray picture: steps 1 to 3 of models/README.md, "Reading a picture".
///
/// Samples are read from the raster as they are stored. The library's colour conversion (`getRGB`) is not used: for gray and deep
/// pictures it goes by way of colour profiles and rounds on its own.
final class PictureReader {
    static final int SIDE_MAX = 4_096;
    private static final int GRAY = 0;
    private static final int COLOUR = 2;
    private static final int PALETTE = 3;
    private static final int GRAY_ALPHA = 4;
    private static final int COLOUR_ALPHA = 6;

    private PictureReader() {}

    /// Gray values 0 … 255, row-major.
    record Gray(int width, int height, int[] pixels) {}

    static Gray read(Bytes png) throws MalformedException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(png.toArray()))) {
            reader.setInput(in, true, false);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (width > SIDE_MAX || height > SIDE_MAX) {
                throw new MalformedException(
                        "picture", -1, "sides of 1 to " + SIDE_MAX + " pixels", width + " x " + height);
            }
            Header header = Header.of(reader.getImageMetadata(0));
            BufferedImage image = reader.read(0);
            return gray(image, header);
        } catch (IOException | RuntimeException refused) {
            // The library throws unchecked exceptions of many kinds at damaged files.
            throw new MalformedException("picture", -1, "a PNG", "bytes that are none: " + refused.getMessage());
        } finally {
            reader.dispose();
        }
    }

    /// What the chunks IHDR and tRNS say.
    ///
    /// @param clear the transparent gray or colour at full depth, packed at 16 bits a channel; empty if none
    private record Header(int depth, int colourType, OptionalInt clearGray, long clearColour) {
        static Header of(IIOMetadata metadata) throws MalformedException {
            IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree("javax_imageio_png_1.0");
            IIOMetadataNode ihdr = child(root, "IHDR");
            int depth = Integer.parseInt(ihdr.getAttribute("bitDepth"));
            int type =
                    switch (ihdr.getAttribute("colorType")) {
                        case "Grayscale" -> GRAY;
                        case "RGB" -> COLOUR;
                        case "Palette" -> PALETTE;
                        case "GrayAlpha" -> GRAY_ALPHA;
                        default -> COLOUR_ALPHA;
                    };
            IIOMetadataNode clear = child(root, "tRNS");
            if (clear == null || type == PALETTE) {
                return new Header(depth, type, OptionalInt.empty(), -1);
            }
            if (type == GRAY && (depth == 2 || depth == 4) || type == COLOUR && depth == 16) {
                throw new MalformedException(
                        "picture", -1, "no transparent colour at this bit depth (decoders disagree about it)", "a tRNS chunk");
            }
            if (type == GRAY) {
                int value = Integer.parseInt(child(clear, "tRNS_Grayscale").getAttribute("gray"));
                return new Header(depth, type, OptionalInt.of(value), -1);
            }
            IIOMetadataNode colour = child(clear, "tRNS_RGB");
            long packed = Long.parseLong(colour.getAttribute("red")) << 32
                    | Long.parseLong(colour.getAttribute("green")) << 16
                    | Long.parseLong(colour.getAttribute("blue"));
            return new Header(depth, type, OptionalInt.empty(), packed);
        }

        private static IIOMetadataNode child(IIOMetadataNode parent, String name) {
            return (IIOMetadataNode) parent.getElementsByTagName(name).item(0);
        }
    }

    private static Gray gray(BufferedImage image, Header header) {
        Raster raster = image.getRaster();
        int width = raster.getWidth();
        int height = raster.getHeight();
        int[] pixels = new int[width * height];
        int[] sample = new int[raster.getNumBands()];
        int[] rgba = new int[4];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.getPixel(x, y, sample);
                rgba(image, header, sample, rgba);
                pixels[y * width + x] = luma(rgba);
            }
        }
        return new Gray(width, height, pixels);
    }

    // Step 1: red, green, blue, alpha in 0 … 255.
    private static void rgba(BufferedImage image, Header header, int[] sample, int[] rgba) {
        if (header.colourType() == PALETTE) {
            IndexColorModel palette = (IndexColorModel) image.getColorModel();
            rgba[0] = palette.getRed(sample[0]);
            rgba[1] = palette.getGreen(sample[0]);
            rgba[2] = palette.getBlue(sample[0]);
            rgba[3] = palette.getAlpha(sample[0]);
            return;
        }
        boolean isGray = header.colourType() == GRAY || header.colourType() == GRAY_ALPHA;
        for (int channel = 0; channel < 3; channel++) {
            rgba[channel] = eightBits(sample[isGray ? 0 : channel], header.depth());
        }
        boolean isClear = header.clearGray().isPresent() && header.clearGray().getAsInt() == sample[0]
                || header.clearColour() >= 0
                        && header.clearColour() == ((long) sample[0] << 32 | (long) sample[1] << 16 | sample[2]);
        rgba[3] = header.colourType() == GRAY_ALPHA ? eightBits(sample[1], header.depth())
                : header.colourType() == COLOUR_ALPHA ? eightBits(sample[3], header.depth())
                : isClear ? 0 : 255;
    }

    private static int eightBits(int sample, int depth) {
        return depth == 16 ? sample >> 8 : depth == 8 ? sample : sample * (255 / ((1 << depth) - 1));
    }

    // Steps 2 and 3.
    private static int luma(int[] rgba) {
        int alpha = rgba[3];
        int red = (rgba[0] * alpha + 255 * (255 - alpha) + 127) / 255;
        int green = (rgba[1] * alpha + 255 * (255 - alpha) + 127) / 255;
        int blue = (rgba[2] * alpha + 255 * (255 - alpha) + 127) / 255;
        return (299 * red + 587 * green + 114 * blue + 500) / 1000;
    }
}
