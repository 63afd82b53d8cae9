package org.ecglens.io.hdf5;

import io.jhdf.AbstractNode;
import io.jhdf.Constants;
import io.jhdf.FractalHeap;
import io.jhdf.GroupSymbolTableNode;
import io.jhdf.LocalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.Superblock;
import io.jhdf.Superblock.SuperblockV0V1;
import io.jhdf.Superblock.SuperblockV2V3;
import io.jhdf.SymbolTableEntry;
import io.jhdf.Utils;
import io.jhdf.api.NodeType;
import io.jhdf.btree.BTreeV1;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.LinkNameForIndexedGroupRecord;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.dataset.DatasetLoader;
import io.jhdf.dataset.NoParent;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.LinkMessage;
import io.jhdf.object.message.SymbolTableMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ecglens.error.UserException;
import org.ecglens.io.EcgReader;
import org.ecglens.io.StoredBytes;

/**
 * Groups and datasets of a file, of which only what is asked for is read. Groups are walked here
 * and not by jHDF's own, which reads all that lies beside the wanted dataset and follows links out
 * of the file.
 */
final class Hdf5File {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  private static final int FIRST_BLOCK = 512;

  /** A block of the user's before the file is no longer than this. */
  private static final int LONGEST_START = 1 << 20;

  private static final int SUPERBLOCK = 256;

  /** How the block before the file begins if MATLAB wrote it, whatever the version behind. */
  private static final String MATLAB = "MATLAB 7.";

  /** Stands for the address of what a link leads to. */
  private static final long ELSEWHERE = -1;

  private final String path;
  private final BoundedStorage storage;
  private final long root;
  private final boolean matlab;

  private Hdf5File(String path, BoundedStorage storage, long root, boolean matlab) {
    this.path = path;
    this.storage = storage;
    this.root = root;
    this.matlab = matlab;
  }

  /** A dataset and what its attributes may stand at, nearest first. */
  record Found(DatasetBase dataset, List<AbstractNode> holders) {}

  /**
   * Where the start of a file says that HDF5 begins, behind a block of the user's or none; or −1.
   */
  static int start(byte[] content) {
    for (int at = 0; at <= content.length - SIGNATURE.length; at = Math.max(FIRST_BLOCK, 2 * at)) {
      if (Arrays.equals(SIGNATURE, 0, SIGNATURE.length, content, at, at + SIGNATURE.length)) {
        return at;
      }
      if (at > content.length / 2) {
        break;
      }
    }
    return -1;
  }

  /**
   * Opens a file.
   *
   * @param path for messages
   * @throws UserException if it is none, or of a kind that is not read
   * @throws RuntimeException of jHDF if it is damaged
   */
  static Hdf5File open(String path, StoredBytes file) throws IOException {
    byte[] content = beginning(file);
    int start = start(content);
    if (start < 0 || (content.length < start + SUPERBLOCK && content.length < file.length())) {
      throw new UserException(path + ": the file has no HDF5 signature and is no HDF5 file.");
    }
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    boolean old = bytes.get(start + 8) < 2;
    int sizes = start + (old ? 13 : 9);
    if (bytes.get(sizes) != BoundedStorage.WORD || bytes.get(sizes + 1) != BoundedStorage.WORD) {
      throw new UserException(
          path + ": addresses of other than 8 bytes are not read; copy the file with h5repack.");
    }
    // jHDF would read the extension before its reads can be bounded.
    if (!old && bytes.getLong(start + 12 + BoundedStorage.WORD) != Constants.UNDEFINED_ADDRESS) {
      throw new UserException(
          path + ": an extended superblock is not read; copy the file with h5repack.");
    }
    Superblock superblock = Superblock.readSuperblock(bytes.position(start));
    if (superblock.getBaseAddressByte() != start) {
      throw new UserException(
          path + ": the superblock does not stand where it says; the file is damaged.");
    }
    BoundedStorage storage = new BoundedStorage(file, superblock);
    boolean matlab =
        start > 0
            && new String(content, 0, MATLAB.length(), StandardCharsets.ISO_8859_1).equals(MATLAB);
    if (superblock instanceof SuperblockV0V1 first) {
      long entry = first.getRootGroupSymbolTableAddress() - start;
      return new Hdf5File(
          path, storage, new SymbolTableEntry(storage, entry).getObjectHeaderAddress(), matlab);
    }
    return new Hdf5File(
        path, storage, ((SuperblockV2V3) superblock).getRootGroupObjectHeaderAddress(), matlab);
  }

  /** The start of a file as far as the superblock reaches. */
  private static byte[] beginning(StoredBytes file) throws IOException {
    int length = (int) Math.min(file.length(), EcgReader.START_BYTES);
    byte[] content = new byte[length];
    file.read(0, content, 0, length);
    while (start(content) < 0 && length < file.length() && length < LONGEST_START) {
      int longer = (int) Math.min(file.length(), Math.min(LONGEST_START, 2L * length) + SUPERBLOCK);
      content = Arrays.copyOf(content, longer);
      file.read(length, content, length, longer - length);
      length = longer;
    }
    return content;
  }

  /** The bytes, for what is read from them beside jHDF. */
  BoundedStorage storage() {
    return storage;
  }

  /**
   * A dataset.
   *
   * @param name names of groups and of the dataset, with {@code /} between
   * @throws UserException if there is no such, or it is a link or a group
   */
  Found dataset(String name) {
    List<AbstractNode> holders = new ArrayList<>();
    long address = root;
    for (String part : name.split("/", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      holders.add(0, new GroupNode(storage, address));
      Long child = children(address).get(part);
      if (child == null) {
        throw new UserException(
            path
                + ": there is no dataset "
                + name
                + " in it, but "
                + new DatasetNames(this).text()
                + "; name one with --dataset.");
      }
      if (child == ELSEWHERE) {
        throw new UserException(
            path
                + ": "
                + name
                + " is or lies behind a link, and links are not followed; name the dataset itself"
                + " with --dataset, or copy it into the file.");
      }
      address = child;
    }
    DatasetBase dataset = datasetAt(address);
    if (dataset == null) {
      throw new UserException(
          path + ": " + name + " is a group; name a dataset in it with --dataset.");
    }
    holders.add(0, dataset);
    return new Found(dataset, holders);
  }

  /** A dataset in the topmost group or below it, if there is one of that name; no link. */
  Optional<DatasetBase> plain(List<String> parts) {
    long address = root;
    for (String part : parts) {
      Long child = children(address).get(part);
      if (child == null || child == ELSEWHERE) {
        return Optional.empty();
      }
      address = child;
    }
    return Optional.ofNullable(datasetAt(address));
  }

  /** Names in a group of plain parts; none if there is no such group. */
  Set<String> names(List<String> group) {
    long address = root;
    for (String part : group) {
      Long child = children(address).get(part);
      if (child == null || child == ELSEWHERE) {
        return Set.of();
      }
      address = child;
    }
    return children(address).keySet();
  }

  /** Whether MATLAB wrote it, whose first dimension is the fastest and in HDF5 the last. */
  boolean isMatlab() {
    return matlab;
  }

  /** Lengths of a dataset's dimensions in the order in which who wrote it sees them. */
  int[] dimensions(DatasetBase dataset) {
    int[] sizes = dataset.getDimensions().clone();
    for (int i = 0; matlab && i < sizes.length / 2; i++) {
      int other = sizes.length - 1 - i;
      int size = sizes[i];
      sizes[i] = sizes[other];
      sizes[other] = size;
    }
    return sizes;
  }

  /** Address of the topmost group. */
  long root() {
    return root;
  }

  /** The dataset there, or null if there is none. */
  DatasetBase datasetAt(long address) {
    ObjectHeader header = ObjectHeader.readObjectHeader(storage, address);
    return header.hasMessageOfType(DataSpaceMessage.class)
        ? (DatasetBase) DatasetLoader.createDataset(storage, header, "", NoParent.INSTANCE)
        : null;
  }

  /** Names and addresses of what a group holds; links have a negative address. */
  Map<String, Long> children(long group) {
    ObjectHeader header = ObjectHeader.readObjectHeader(storage, group);
    if (header.hasMessageOfType(SymbolTableMessage.class)) {
      return listed(header.getMessageOfType(SymbolTableMessage.class));
    }
    Map<String, Long> children = new LinkedHashMap<>();
    if (header.hasMessageOfType(LinkInfoMessage.class)) {
      for (LinkMessage link : links(header)) {
        boolean here = link.getLinkType() == LinkMessage.LinkType.HARD;
        children.put(link.getLinkName(), here ? link.getHardLinkAddress() : ELSEWHERE);
      }
    }
    return children;
  }

  private List<LinkMessage> links(ObjectHeader header) {
    LinkInfoMessage info = header.getMessageOfType(LinkInfoMessage.class);
    if (info.getBTreeNameIndexAddress() == Constants.UNDEFINED_ADDRESS) {
      return header.getMessagesOfType(LinkMessage.class);
    }
    FractalHeap heap = new FractalHeap(storage, info.getFractalHeapAddress());
    BTreeV2<LinkNameForIndexedGroupRecord> tree =
        new BTreeV2<>(storage, info.getBTreeNameIndexAddress());
    return tree.getRecords().stream()
        .map(entry -> LinkMessage.fromBuffer(heap.getId(entry.getId()), storage.getSuperblock()))
        .toList();
  }

  /** What a symbol table lists: groups of the older kind, which most files have. */
  private Map<String, Long> listed(SymbolTableMessage table) {
    Map<String, Long> children = new LinkedHashMap<>();
    ByteBuffer names = new LocalHeap(storage, table.getLocalHeapAddress()).getDataBuffer();
    for (long node :
        BTreeV1.createGroupBTree(storage, table.getBTreeAddress()).getChildAddresses()) {
      for (SymbolTableEntry entry :
          new GroupSymbolTableNode(storage, node).getSymbolTableEntries()) {
        String name = Utils.readUntilNull(names.position(entry.getLinkNameOffset()));
        // A cache type of 2 marks soft links (HDF5 File Format Specification, III.C).
        children.put(name, entry.getCacheType() == 2 ? ELSEWHERE : entry.getObjectHeaderAddress());
      }
    }
    return children;
  }

  /** A group, as far as its attributes. */
  private static final class GroupNode extends AbstractNode {
    GroupNode(BoundedStorage storage, long address) {
      super(storage, address, "", NoParent.INSTANCE);
    }

    @Override
    public NodeType getType() {
      return NodeType.GROUP;
    }
  }
}
