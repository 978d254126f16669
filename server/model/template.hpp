#pragma once
#include "model/document.hpp"
#include <string_view>

/// Texts that Dockerfiles are made of, which are none themselves, and what somebody has yet to fill in.
namespace dockwright::model {

/// Words in capitals that ask to be replaced, where an image should be named: `REPLACE-ME`, `TODO`,
/// `registry.example.org/YOUR_IMAGE:1`. No image has capitals in its name.
bool is_placeholder(std::string_view image);

/// Something fills it in before it is built: a placeholder of the usual languages stands where an
/// instruction should, or `{{ … }}` around the end of one; or FROM names a placeholder.
bool is_template(const Document& document);

/// `FORM python:3.12` stands where FROM is missed.
bool has_misspelt_from(const Document& document);

/// It builds on nothing, as what other files take in does.
bool is_fragment(const Document& document);

} // namespace dockwright::model
