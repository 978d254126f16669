#!/usr/bin/env python3
"""Writes model/spdx_ids.gen.hpp: the licences' ids of the SPDX list, and which of them hadolint knows.

usage: spdx_ids.py NEW OLD > ../model/spdx_ids.gen.hpp

NEW and OLD are unpacked npm packages `spdx-license-ids` (CC0-1.0; made of the SPDX licence list): NEW the version that
the tables shall be of, OLD the one whose list hadolint has (3.0.17 for hadolint 2.15.1). Ids that the list deprecates
are left out, as both do. To renew: `npm pack spdx-license-ids` and `tar xzf` in two folders.
"""
import json, os, sys


def package(folder):
    read = lambda name: json.load(open(os.path.join(folder, name), encoding='utf-8'))
    return read('package.json')['version'], set(read('index.json'))


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    (new_version, new), (old_version, old) = map(package, sys.argv[1:])
    print(f"""// Written by tools/spdx_ids.py from spdx-license-ids {new_version} and {old_version}. Do not edit.
#pragma once
#include <algorithm>
#include <array>
#include <string_view>

namespace dockwright::model {{

struct SpdxId {{
    std::string_view id;
    bool in_new = true; ///< in the list of spdx-license-ids {new_version}
    bool in_old = true; ///< in that of {old_version}
}};

// clang-format off
inline constexpr std::array<SpdxId, {len(new | old)}> spdx_ids{{{{""")
    word = lambda flag: 'true' if flag else 'false'
    for one in sorted(new | old, key=lambda s: s.encode()):
        rest = '' if one in new and one in old else f', {word(one in new)}, {word(one in old)}'
        print(f'    {{"{one}"{rest}}},')
    print("""}};
// clang-format on
static_assert(std::ranges::is_sorted(spdx_ids, {}, &SpdxId::id));

} // namespace dockwright::model""")


main()
