# What `cmake --install` puts where, and the Debian package of it (cpack -G DEB).
#
#   component tool   bin/racelab, racelab-cc, racelab-c++; lib/racelab: the engine, the labs'
#                    runtimes, headers; the CMake package, pkg-config, man page, completion
#   component labs   lib/racelab/labs: every variant in every flavour, and its source

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(RACELAB_SHARE ${PROJECT_BINARY_DIR}/share)
file(MAKE_DIRECTORY ${RACELAB_SHARE})

# Printed by the tool itself, from its option tables.
set(printed)
foreach(form IN ITEMS man bash zsh fish)
    add_custom_command(OUTPUT ${RACELAB_SHARE}/racelab.${form}
        COMMAND sh -c "\"$1\" completion ${form} >\"$2\"" sh
                $<TARGET_FILE:racelab> ${RACELAB_SHARE}/racelab.${form}
        DEPENDS racelab VERBATIM)
    list(APPEND printed ${RACELAB_SHARE}/racelab.${form})
endforeach()
add_custom_command(OUTPUT ${RACELAB_SHARE}/racelab.1.gz
    COMMAND gzip -9nc ${RACELAB_SHARE}/racelab.man >${RACELAB_SHARE}/racelab.1.gz
    DEPENDS ${RACELAB_SHARE}/racelab.man)
add_custom_target(printed-pages ALL DEPENDS ${printed} ${RACELAB_SHARE}/racelab.1.gz)

# Who answers for the packages: whoever builds them says so.
set(RACELAB_MAINTAINER "racelab <racelab@example.org>" CACHE STRING
    "maintainer of the Debian packages: Name <address>")
string(TIMESTAMP today "%a, %d %b %Y %H:%M:%S +0000" UTC)
add_custom_command(OUTPUT ${RACELAB_SHARE}/changelog.gz
    COMMAND sh -c "awk -v maintainer=\"$1\" -v date=\"$2\" -f \"$3\" \"$4\" | gzip -9nc >\"$5\"" sh
            ${RACELAB_MAINTAINER} ${today} ${PROJECT_SOURCE_DIR}/cmake/debian_changelog.awk
            ${PROJECT_SOURCE_DIR}/CHANGELOG.md ${RACELAB_SHARE}/changelog.gz
    DEPENDS ${PROJECT_SOURCE_DIR}/cmake/debian_changelog.awk ${PROJECT_SOURCE_DIR}/CHANGELOG.md VERBATIM)
add_custom_target(package-changelog ALL DEPENDS ${RACELAB_SHARE}/changelog.gz)

set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME tool)
install(TARGETS racelab RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
foreach(name IN ITEMS racelab-cc racelab-c++)
    install(PROGRAMS ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/${name} DESTINATION ${CMAKE_INSTALL_BINDIR})
endforeach()
install(DIRECTORY ${PROJECT_BINARY_DIR}/lib/ DESTINATION lib/racelab USE_SOURCE_PERMISSIONS)
# What is linked into people's programs is theirs to debug, not ours, and links
# faster without. The loop and the C++ library keep it: traces show their lines.
install(CODE "
    file(GLOB ours \$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/lib/racelab/runtime/*/libruntime.a)
    foreach(name IN ITEMS libexplore.a lab_main.o)
        list(APPEND ours \$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/lib/racelab/explore/\${name})
    endforeach()
    foreach(file IN LISTS ours)
        if(EXISTS \${file})
            execute_process(COMMAND ${CMAKE_STRIP} --strip-debug \${file} COMMAND_ERROR_IS_FATAL ANY)
        endif()
    endforeach()")

install(FILES ${RACELAB_SHARE}/racelab.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
foreach(name IN ITEMS racelab-cc racelab-c++)
    install(CODE "file(CREATE_LINK racelab.1.gz
        \$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_MANDIR}/man1/${name}.1.gz SYMBOLIC)")
endforeach()
install(FILES ${RACELAB_SHARE}/racelab.bash
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME racelab)
install(FILES ${RACELAB_SHARE}/racelab.zsh
    DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions RENAME _racelab)
install(FILES ${RACELAB_SHARE}/racelab.fish
    DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/racelabConfig.cmake.in
    ${RACELAB_SHARE}/racelabConfig.cmake INSTALL_DESTINATION lib/cmake/racelab
    PATH_VARS CMAKE_INSTALL_BINDIR)
write_basic_package_version_file(${RACELAB_SHARE}/racelabConfigVersion.cmake
    COMPATIBILITY SameMajorVersion ARCH_INDEPENDENT)
install(FILES ${RACELAB_SHARE}/racelabConfig.cmake ${RACELAB_SHARE}/racelabConfigVersion.cmake
    ${PROJECT_SOURCE_DIR}/cmake/racelabCheck.cmake DESTINATION lib/cmake/racelab)
configure_file(${PROJECT_SOURCE_DIR}/cmake/racelab.pc.in ${RACELAB_SHARE}/racelab.pc @ONLY)
install(FILES ${RACELAB_SHARE}/racelab.pc DESTINATION ${CMAKE_INSTALL_DATADIR}/pkgconfig)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)
install(FILES ${RACELAB_SHARE}/changelog.gz DESTINATION ${CMAKE_INSTALL_DOCDIR})

install(DIRECTORY ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/ DESTINATION lib/racelab/labs
    COMPONENT labs USE_SOURCE_PERMISSIONS
    PATTERN racelab EXCLUDE PATTERN racelab-* EXCLUDE PATTERN variants* EXCLUDE)
install(FILES ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/variants-installed.tsv DESTINATION lib/racelab/labs
    COMPONENT labs RENAME variants.tsv)
# Reports need the labs' debug information, and read it compressed as well.
find_program(RACELAB_OBJCOPY objcopy)
install(CODE "
    file(GLOB programs \$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/lib/racelab/labs/*-*
        \$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/lib/racelab/labs/*/*-*)
    foreach(program IN LISTS programs)
        if(NOT IS_DIRECTORY \${program})
            execute_process(COMMAND ${RACELAB_OBJCOPY} --compress-debug-sections=zlib \${program}
                COMMAND_ERROR_IS_FATAL ANY)
        endif()
    endforeach()
    file(MAKE_DIRECTORY \$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/share/doc)
    file(CREATE_LINK racelab \$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/share/doc/racelab-labs
        SYMBOLIC)" COMPONENT labs)
foreach(folder IN ITEMS labs fixes)
    install(DIRECTORY ${PROJECT_SOURCE_DIR}/${folder} DESTINATION lib/racelab/labs/sources
        COMPONENT labs FILES_MATCHING PATTERN *.c)
endforeach()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME racelab)
set(CPACK_PACKAGE_VENDOR racelab)
set(CPACK_PACKAGE_CONTACT "${RACELAB_MAINTAINER}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "lab and checker for race conditions in C")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL tool labs)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_TOOL_PACKAGE_NAME racelab)
set(CPACK_DEBIAN_LABS_PACKAGE_NAME racelab-labs)
set(CPACK_DEBIAN_LABS_PACKAGE_DEPENDS "racelab (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_COMPONENT_TOOL_DESCRIPTION
    "Hears ThreadSanitizer of clang and of gcc, helgrind, real threads and an
explorer of all interleavings on a program, and says which of them to believe.")
set(CPACK_COMPONENT_LABS_DESCRIPTION
    "The labs of racelab: small racy programs and their remedies, each built for
every witness, with their sources.")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_STRIP_FILES ON) # the tool; the labs are installed as they are, with their lines
set(CPACK_DEBIAN_TOOL_PACKAGE_DEPENDS "binutils, mawk | gawk, gcc | clang, libc6-dev")
# The witnesses, C++, and for the workshop make and the sandbox of `grade`.
set(CPACK_DEBIAN_TOOL_PACKAGE_RECOMMENDS
    "clang, gcc, g++, libclang-rt-dev, llvm, valgrind, libc6-dbg, gdb, make, bubblewrap")
set(CPACK_DEBIAN_TOOL_PACKAGE_SUGGESTS "gnuplot-nox, cmake, pkg-config")
include(CPack)
