// Lays the parts of a system out as system.img, and lists those of an existing image.
#pragma once
#include "image/system.hpp"

namespace buildimage {

// The certificate page is left zero: sipverify fills it.
Result<Bytes> make_image(const System& system);

// One line for each part. BI0401: not an image.
Result<std::string> list_image(ByteView image, const std::string& file);

}  // namespace buildimage
